"""The lake: what is kept about homes. Files first, tables made from them, current.json last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from energy_core.errors import EnergyError, NotEnoughDataError, UnknownNameError
from energy_core.home import DEFAULT_HOME_ID, HOME_ID, Home, checked_home_id, home_from_toml, home_to_toml
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.lake import archive, layout, moving, uploads
from energy_core.lake.current import Inputs, described, inputs, load_current, reading_choices, stored_readings
from energy_core.lake.merge import merged
from energy_core.lake.plain_json import json_bytes
from energy_core.lake.receipts import parsed
from energy_core.lake.store import Store
from energy_core.lake.uploads import Upload, fingerprint
from energy_core.readings import Readings

if TYPE_CHECKING:
    from energy_core.analysis import Analysis

Read = Callable[..., Import]


def read_file(content: bytes, *, name: str, home: Home, hints: Hints) -> Import:
    from energy_core.importers import import_file

    return import_file(content, name=name, home=home, hints=hints)


class Lake:
    """Homes in a store. No method mixes two homes; every write is whole or did not happen.

    read : how an upload becomes readings.
    new_files : whether files without a receipt count; not where someone else reads them first.
    """

    def __init__(self, store: Store, *, read: Read = read_file, new_files: bool = True) -> None:
        self.store, self._read, self._new_files = store, read, new_files
        self._known: dict[str, Readings] = {}

    def homes(self) -> list[str]:
        """The ids of all homes, sorted."""
        named = {*self.store.folders("homes/"), *self.store.folders("raw/")}
        if any(uploads.is_upload(entry) for entry in self.store.entries("raw/", deep=False)):
            named.add(DEFAULT_HOME_ID)
        return sorted(filter(HOME_ID.fullmatch, named))

    def home(self, home_id: str) -> Home:
        """What is known about a home. Raises UnknownNameError if there is no such home."""
        content = self.store.get(layout.home_key(checked_home_id(home_id)))
        if content is not None:
            return replace(home_from_toml(content.decode(), file=layout.home_key(home_id)), home_id=home_id)
        if home_id not in (there := self.homes()):
            known = f"The homes are: {', '.join(there)}." if there else "It holds no home yet."
            raise UnknownNameError(
                f"Needed a home of the lake {self.store}; found {home_id!r}. {known}", where={"home": home_id}
            )
        return Home(home_id=home_id)

    def save_home(self, home: Home) -> None:
        """Keep what is known about a home, a new one too."""
        for other in self.homes():
            # some file systems hold one folder for both
            if other != home.home_id and other.casefold() == home.home_id.casefold():
                raise UnknownNameError(
                    f"Needed a new name for a home; {other!r} and {home.home_id!r} differ in capitals only.",
                    where={"option": "--home-id"},
                )
        self.store.put(layout.home_key(home.home_id), home_to_toml(home).encode())

    def files(self, home_id: str) -> list[str]:
        """The home's uploads that were read, oldest first."""
        return [upload.file for upload in self._uploads(home_id)]

    def content(self, home_id: str, file: str) -> bytes:
        """The bytes of an upload. Raises UnknownNameError without such a file."""
        return self.store.get(self._upload(home_id, file).key) or b""

    def receipts(self, home_id: str) -> list[dict[str, Any]]:
        """What became of each upload, refused ones too, oldest first."""
        return uploads.outcomes(self.store, checked_home_id(home_id))

    def stored_name(
        self, home_id: str, name: str, content: bytes, *, coming: Mapping[str, bytes] | None = None
    ) -> str:
        """Under which name a file is or will be kept; `coming` are those about to be added before it."""
        return uploads.stored_name(self.store, checked_home_id(home_id), name, content, coming=coming or {})

    def add_file(
        self, home_id: str, name: str, content: bytes, imported: Import, *, hints: Hints | None = None
    ) -> str:
        """Keep a file that was read, with its receipt; all or nothing. Returns the name it is kept under.

        The same bytes under the same name change nothing but the receipt. Other bytes under a name that is
        taken are kept as `name (2)`.
        """
        file = self.stored_name(home_id, name, content)
        said = hints or Hints()
        uploads.keep(self.store, home_id, file, content, imported=imported, hints=said)
        if file == name:
            self._known[self._recipe(self._home_or_new(home_id), Upload(file, "", said), content)] = (
                imported.readings
            )
        return file

    def refuse_file(self, home_id: str, name: str, content: bytes, error: EnergyError) -> None:
        """Put a file that could not be read aside, with the reason on its receipt."""
        file = self.stored_name(home_id, name, content)
        uploads.refuse(self.store, home_id, file, content, error=error)

    def remove_file(self, home_id: str, file: str) -> None:
        """Forget one upload; the tables follow with the next analysis."""
        uploads.drop(self.store, self._upload(home_id, file), home_id)

    def inputs(self, home_id: str) -> Inputs:
        """What an analysis of the home would be made from now."""
        return inputs(self.store, self._uploads(home_id))

    def current(self, home_id: str) -> dict[str, Any] | None:
        """What current.json says of the last analysis, None if there was none."""
        return load_current(self.store, checked_home_id(home_id))

    def readings(self, home_id: str) -> Readings:
        """The merged readings of the home: from the tables if they are fresh, else from its files.

        Raises NotEnoughDataError for a home without files.
        """
        home = self.home(home_id)
        stored = stored_readings(self.store, home, current=self.current(home_id), inputs=self.inputs(home_id))
        return stored or merged(self._some(self.parts(home)), said=home.roles)

    def parts(self, home: Home, *, coming: Mapping[str, Import] | None = None) -> list[Readings]:
        """The readings of each file, oldest first, read as the home says now.

        Parameters
        ----------
        coming : files read and not kept yet, by stored name: they replace their earlier reading or follow.
        """
        new = {file: imported.readings for file, imported in (coming or {}).items()}
        remembered: dict[str, Readings] = {}
        parts: dict[str, Readings] = {}
        for upload in self._uploads(home.home_id):
            if upload.file in new:
                parts[upload.file] = new[upload.file]
                continue
            content = self.store.get(upload.key) or b""
            recipe = self._recipe(home, upload, content)
            parts[upload.file] = remembered[recipe] = self._known.get(recipe) or self._read_again(
                home, upload, content
            )
        self._known = remembered
        return list({**parts, **new}.values())

    def save_analysis(self, analysis: Analysis, *, inputs: Inputs | None = None) -> None:
        """Write all tables and reports of a home; current.json comes last, then old months go.

        Parameters
        ----------
        analysis : of all readings of the home.
        inputs : what it was made from, if files may have come since; else what is there now.
        """
        from energy_core.lake.write import outputs

        home_id, objects = analysis.home.home_id, outputs(analysis)
        made_from = self.inputs(home_id) if inputs is None else inputs
        for key, content in objects.items():
            self.store.put(key, content)
        current = described(analysis, inputs=made_from, outputs=objects)
        self.store.put(layout.current_key(home_id), json_bytes(current))
        for table in layout.MONTHLY_TABLES:
            for key in self.store.list(layout.month_prefix(table, home_id)):
                if key not in objects:
                    self.store.delete(key)
        self._known = {}  # from now on the tables have the readings

    def rename(self, old: str, new: str) -> None:
        """Give a home another name. Its tables and reports name it, so the next analysis writes them."""
        home = self.home(old)
        self._require_free(new)
        for key, moved in moving.moves(self.store, old, new):
            self.store.put(moved, self.store.get(key) or b"")
        self.save_home(replace(home, home_id=new))
        self.forget(old)

    def forget(self, home_id: str) -> None:
        """Delete everything of one home. Raises UnknownNameError if there is no such home."""
        self.home(home_id)
        for key in moving.keys(self.store, home_id):
            self.store.delete(key)
        self._known = {}

    def export_zip(self, home_id: str) -> bytes:
        """Everything of a home, its tables and reports too, as one zip."""
        home = self.home(home_id)
        key, text = layout.home_key(home_id), home_to_toml(home)
        return archive.packed({**moving.objects(self.store, home_id), key: text.encode()})

    def restore_zip(self, content: bytes) -> str:
        """Bring back an exported home and return its id. Its tables are written by the next analysis.

        Raises UnreadableFileError for anything else than an export, UnknownNameError if the home is there.
        """
        home, objects = archive.unpacked(content)
        self._require_free(home.home_id)
        for key in objects:
            if key.startswith("receipts/"):
                parsed(key, objects[key])
        for key in sorted(objects, key=lambda key: key == layout.home_key(home.home_id)):
            if key != layout.current_key(home.home_id):
                self.store.put(key, objects[key])
        return home.home_id

    def _read_again(self, home: Home, upload: Upload, content: bytes) -> Readings:
        return self._read(content, name=upload.file, home=home, hints=upload.hints).readings

    def _require_free(self, home_id: str) -> None:
        there = {other.casefold(): other for other in self.homes()}
        if other := there.get(checked_home_id(home_id).casefold()):
            raise UnknownNameError(
                f"Needed a name that no home has; {other!r} is there already. Forget or rename it first.",
                where={"home": home_id},
            )

    def _home_or_new(self, home_id: str) -> Home:
        is_there = self.store.get(layout.home_key(home_id)) or home_id in self.homes()
        return self.home(home_id) if is_there else Home(home_id=home_id)

    def _uploads(self, home_id: str) -> list[Upload]:
        return uploads.uploads(self.store, checked_home_id(home_id), new_files=self._new_files)

    def _upload(self, home_id: str, file: str) -> Upload:
        for upload in self._uploads(home_id):
            if upload.file == file:
                return upload
        raise UnknownNameError(f"Needed a file of the home {home_id}; found {file!r}.", where={"file": file})

    @staticmethod
    def _some(parts: Sequence[Readings]) -> Sequence[Readings]:
        if parts:
            return parts
        raise NotEnoughDataError("A home", need=1, have=0, unit="files")

    @staticmethod
    def _recipe(home: Home, upload: Upload, content: bytes) -> str:
        """What the readings of a file depend on."""
        return f"{fingerprint(content)} {upload.file} {upload.hints} {reading_choices(home)}"
