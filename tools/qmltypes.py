"""Writes what QML may know of our Python types, so that qmllint can check every binding against them.

PySide6's own tool reads the source and does not see properties whose getters are made by functions; this one
asks the classes themselves. Usage: `python tools/qmltypes.py FOLDER`, which becomes an import path.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMetaMethod, QMetaObject, QObject

from ui.models import kiosk, rows

MODULE = "Anjungan.Models"


def described(kind: type[QObject]) -> Iterator[str]:
    """The lines of one `Component`."""
    meta: QMetaObject = kind.staticMetaObject
    yield "    Component {"
    yield f'        name: "{kind.__name__}"; accessSemantics: "reference"'
    yield '        prototype: "QObject"'
    yield f'        exports: ["{MODULE}/{kind.__name__} 1.0"]; isCreatable: false'
    yield "        exportMetaObjectRevisions: [256]"
    for at in range(meta.propertyOffset(), meta.propertyCount()):
        prop = meta.property(at)
        notify = f'; notify: "{prop.notifySignal().name().data().decode()}"' if prop.hasNotifySignal() else ""
        pointer = "; isPointer: true" if prop.typeName().endswith("*") else ""
        constant = "; isPropertyConstant: true" if prop.isConstant() else ""
        writable = str(not prop.isWritable()).lower()
        yield (
            f'        Property {{ name: "{prop.name()}"; type: "{prop.typeName().rstrip("*")}"{pointer}'
            f"{notify}{constant}; isReadonly: {writable}; isFinal: true }}"
        )
    for at in range(meta.methodOffset(), meta.methodCount()):
        method = meta.method(at)
        kind_of = "Signal" if method.methodType() == QMetaMethod.MethodType.Signal else "Method"
        pairs = zip(method.parameterNames(), method.parameterTypes(), strict=True)
        parameters = "".join(
            f' Parameter {{ name: "{name.data().decode() or f"a{n}"}"; type: "{type_.data().decode()}" }}'
            for n, (name, type_) in enumerate(pairs)
        )
        yield f'        {kind_of} {{ name: "{method.name().data().decode()}";{parameters} }}'
    yield "    }"


def exported() -> list[type[QObject]]:
    """Every type that QML meets, from the root."""
    kinds = [rows.Rows, kiosk.Kiosk]
    kinds += [
        kind for kind in vars(kiosk).values() if isinstance(kind, type) and kind.__name__.endswith("Model")
    ]
    return list(dict.fromkeys(kinds))


def main(folder: Path) -> None:
    place = folder.joinpath(*MODULE.split("."))
    place.mkdir(parents=True, exist_ok=True)
    (place / "qmldir").write_text(f"module {MODULE}\ntypeinfo models.qmltypes\n")
    lines = [line for kind in exported() for line in described(kind)]
    (place / "models.qmltypes").write_text(
        "\n".join(["import QtQuick.tooling 1.2", "Module {", *lines, "}"]) + "\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
