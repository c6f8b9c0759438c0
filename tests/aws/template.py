"""infra/template.yaml with its parameters filled in: what CloudFormation would ask AWS for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from cfnlint.decode.cfn_yaml import load

TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"

ACCOUNT, REGION = "123456789012", "eu-west-1"
UNIQUE_ID = "9f8e7d6c5b4a"
PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": "aws",
    "AWS::StackName": "energy-analytics",
    "AWS::StackId": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/energy/0a1b2c3d-1-2-3-{UNIQUE_ID}",
}
NEEDED = {"CodeBucket": "artefacts", "CodeKey": "package.zip"}
NOTHING = object()

KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/0a1b2c3d"
BUCKET = f"energy-analytics-{UNIQUE_ID}"
EVERYTHING: dict[str, Any] = {
    "StackPrefix": "test-",
    "KmsKeyArn": KEY,
    "OperatorEmail": "ops@example.com",
    "AlertEmail": "home@example.com",
    "BedrockModel": "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    "OpenAiSecretName": "energy/openai",
    "RawRetentionDays": 400,
    "ReservedConcurrency": 11,
}
"""A value for every parameter that turns something on."""

NAMED_BY = {
    "AWS::S3::Bucket": "BucketName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::IAM::Role": "RoleName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::Athena::WorkGroup": "Name",
    "AWS::Scheduler::Schedule": "Name",
    "AWS::CloudWatch::Alarm": "AlarmName",
}
ARNS = {
    "AWS::S3::Bucket": "arn:aws:s3:::{name}",
    "AWS::SQS::Queue": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{{name}}",
    "AWS::Lambda::Function": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{{name}}",
    "AWS::IAM::Role": f"arn:aws:iam::{ACCOUNT}:role/{{name}}",
    "AWS::SNS::Topic": f"arn:aws:sns:{REGION}:{ACCOUNT}:{{name}}",
}


@cache
def written() -> dict[str, Any]:
    """The template as it stands, short forms spelled out."""
    return plain(load(str(TEMPLATE)))


def plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else node


@dataclass(frozen=True)
class Deployed:
    """Resources by logical name, and outputs, with every function of CloudFormation worked out."""

    resources: Mapping[str, dict[str, Any]]
    outputs: Mapping[str, Any]

    def properties(self, logical: str) -> dict[str, Any]:
        properties: dict[str, Any] = self.resources[logical]["Properties"]
        return properties

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        return {name: r["Properties"] for name, r in self.resources.items() if r["Type"] == kind}

    def one(self, kind: str) -> dict[str, Any]:
        (properties,) = self.of_type(kind).values()
        return properties


def deployed(**parameters: Any) -> Deployed:
    """The template with these parameters, the others at their defaults."""
    template = written()
    filled = {name: declared.get("Default") for name, declared in template["Parameters"].items()}
    if unknown := parameters.keys() - filled.keys():
        raise ValueError(f"the template has no parameters {sorted(unknown)}")
    values = {**filled, **NEEDED, **parameters}
    working = _Working(template, {name: str(value) for name, value in values.items()})
    resources = {
        name: working.out(resource)
        for name, resource in template["Resources"].items()
        if "Condition" not in resource or working.holds(resource["Condition"])
    }
    outputs = {name: working.out(output["Value"]) for name, output in template["Outputs"].items()}
    return Deployed(resources, outputs)


class _Working:
    def __init__(self, template: Mapping[str, Any], values: Mapping[str, str]) -> None:
        self.template, self.values = template, {**PSEUDO, **values}

    def holds(self, condition: str) -> bool:
        return bool(self.out(self.template["Conditions"][condition]))

    def out(self, node: Any) -> Any:
        """The node with every function replaced by its value; NoValue is left out."""
        if isinstance(node, list):
            return [value for value in map(self.out, node) if value is not NOTHING]
        if not isinstance(node, dict):
            return node
        if len(node) == 1 and (function := FUNCTIONS.get(next(iter(node)))):
            return function(self, next(iter(node.values())))
        pairs = {key: self.out(value) for key, value in node.items()}
        return {key: value for key, value in pairs.items() if value is not NOTHING}

    def ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return NOTHING
        if name in self.values:
            return self.values[name]
        kind = self.template["Resources"][name]["Type"]
        if kind == "AWS::SQS::Queue":
            return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{self.name(name)}"
        return self.attribute([name, "Arn"]) if kind == "AWS::SNS::Topic" else self.name(name)

    def name(self, logical: str) -> str:
        resource = self.template["Resources"][logical]
        properties = resource["Properties"]
        if resource["Type"] == "AWS::Glue::Database":
            return str(self.out(properties["DatabaseInput"]["Name"]))
        return str(self.out(properties[NAMED_BY[resource["Type"]]]))

    def attribute(self, path: list[str] | str) -> str:
        logical, attribute = path.split(".") if isinstance(path, str) else path
        if attribute == "Arn":
            return ARNS[self.template["Resources"][logical]["Type"]].format(name=self.name(logical))
        return self.name(logical)

    def substituted(self, argument: Any) -> str:
        text, own = argument if isinstance(argument, list) else (argument, {})
        result, rest = "", text
        while "${" in rest:
            before, _, after = rest.partition("${")
            name, _, rest = after.partition("}")
            if name.startswith("!"):
                value: Any = f"${{{name[1:]}}}"
            elif name in own:
                value = self.out(own[name])
            else:
                value = self.attribute(name) if "." in name else self.ref(name)
            result += f"{before}{value}"
        return result + rest


FUNCTIONS: dict[str, Any] = {
    "Ref": _Working.ref,
    "Fn::GetAtt": _Working.attribute,
    "Fn::Sub": _Working.substituted,
    "Fn::Join": lambda w, a: a[0].join(w.out(a[1])),
    "Fn::Split": lambda w, a: w.out(a[1]).split(a[0]),
    "Fn::Select": lambda w, a: w.out(a[1])[int(a[0])],
    "Fn::If": lambda w, a: w.out(a[1] if w.holds(a[0]) else a[2]),
    "Fn::Not": lambda w, a: not w.out(a[0]),
    "Fn::Equals": lambda w, a: w.out(a[0]) == w.out(a[1]),
}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def statements(stack: Deployed) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every statement of every policy, with the logical name of what it belongs to."""
    for name, resource in stack.resources.items():
        properties = resource.get("Properties", {})
        documents = [
            properties[key] for key in ("PolicyDocument", "AssumeRolePolicyDocument") if key in properties
        ]
        documents += [policy["PolicyDocument"] for policy in properties.get("Policies", [])]
        for document in documents:
            for statement in document["Statement"]:
                yield name, statement


def allows(statement: Mapping[str, Any], action: str, resource: str) -> bool:
    """Whether a statement of a role allows an action on one resource, conditions aside."""
    return (
        statement["Effect"] == "Allow"
        and any(fnmatchcase(action, pattern) for pattern in listed(statement["Action"]))
        and any(fnmatchcase(resource, pattern) for pattern in listed(statement["Resource"]))
    )
