"""What is fast, and beside what: each benchmark prints ratios against a peer measured in the same run."""
