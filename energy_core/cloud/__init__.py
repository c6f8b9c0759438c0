"""The pipeline in AWS, from the operator's side: package it, deploy it, use it, remove it."""
