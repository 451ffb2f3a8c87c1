"""Builds the package, generating the stubs from the contract with protoc.

Needs protoc and grpc_python_plugin (Debian: protobuf-compiler, protobuf-compiler-grpc).
"""

import pathlib
import shutil
import subprocess

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = pathlib.Path(__file__).resolve().parent
PROTO = HERE.parent.parent / "proto"
SERVICE_CONFIG = HERE.parent / "cpp" / "service_config.json"


class BuildWithStubs(build_py):
    """Adds clausebook.v1 and a fallback for google.rpc to what is built."""

    def run(self):
        super().run()
        target = pathlib.Path(self.build_lib)
        plugin = shutil.which("grpc_python_plugin")
        if shutil.which("protoc") is None or plugin is None:
            raise SystemExit(
                "Install protoc and grpc_python_plugin first "
                "(Debian: protobuf-compiler protobuf-compiler-grpc)."
            )
        contract = sorted(PROTO.glob("clausebook/v1/*.proto"))
        self._protoc(
            contract,
            "--python_out=" + str(target),
            "--pyi_out=" + str(target),
            "--grpc_python_out=" + str(target),
            "--plugin=protoc-gen-grpc_python=" + plugin,
        )
        (target / "clausebook" / "v1" / "__init__.py").write_text(
            '"""The generated messages and stubs of the contract."""\n'
        )
        fallback = target / "clausebook" / "_google_rpc"
        fallback.mkdir(exist_ok=True)
        (fallback / "__init__.py").write_text(
            '"""google.rpc, for where googleapis-common-protos is not installed."""\n'
        )
        generated = target / "google-rpc-stubs"
        generated.mkdir(exist_ok=True)
        self._protoc(sorted(PROTO.glob("google/rpc/*.proto")), "--python_out=" + str(generated))
        for module in (generated / "google" / "rpc").glob("*_pb2.py"):
            shutil.copy(module, fallback)
        shutil.rmtree(generated)
        shutil.copy(SERVICE_CONFIG, target / "clausebook")

    @staticmethod
    def _protoc(files, *outputs):
        names = [str(path.relative_to(PROTO)) for path in files]
        subprocess.run(["protoc", "-I" + str(PROTO), *outputs, *names], check=True)


setup(cmdclass={"build_py": BuildWithStubs})
