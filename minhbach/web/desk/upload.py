"""A field that takes many files at once."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Its value is a list of uploaded files; each is checked by the service that keeps it."""

    widget = ManyFilesInput

    def __init__(self, **kwargs: object) -> None:
        super().__init__(allow_empty_file=True, **kwargs)  # the service has the sentence for an empty one

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not chosen:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(ManyFiles, self).clean(one, initial) for one in chosen]
