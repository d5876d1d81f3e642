"""Files as they come in over the network: in one folder that is swept, never more of one than may be kept."""

from __future__ import annotations

from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from minhbach.shared.files import incoming_folder

MOST = 50 * 1024 * 1024  # bytes: no less than what the reader takes (reading.limits)


class ArrivingHandler(FileUploadHandler):
    """Writes a file until one byte shows that it is too large; the rest is let go by.

    Its `size` is what was sent, so whoever takes the file in sees the excess either way.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        # It removes itself when the request is closed; after a kill the sweep does.
        self.file = NamedTemporaryFile(dir=incoming_folder(), suffix=".upload")  # noqa: SIM115
        self._written = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = MOST + 1 - self._written
        if room > 0:
            self._written += self.file.write(raw_data[:room])

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        self.file.seek(0)
        return UploadedFile(
            self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
