"""Forms that the authority designs, which regime asks which, and the list of routine phrases."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.reporting.access import can_design_forms, can_manage_regime
from minhbach.reporting.core.building import FormFault, NewQuestion, question_faults, with_question
from minhbach.reporting.core.forms import Form, form_to_plain, standard_form
from minhbach.reporting.models import RegimeForm, ReportRegime, ReportTemplate, RoutinePhrase
from minhbach.shared import audit
from minhbach.shared.text import nfc
from minhbach.shared.verbs import Problem, Refused, allow, refuse_if

LONGEST_PHRASE = 120


@transaction.atomic
def make_template(actor: Actor, title: str, *, blank: bool = False) -> ReportTemplate:
    """A form of the authority's own, begun from the standard form or with nothing in it."""
    allow(can_design_forms(actor), "design form")
    if not title.strip():
        raise Refused(Problem("title", _("Ghi tên mẫu.")))
    named = nfc(title).strip()[:200]
    form = Form(named, ()) if blank else standard_form()
    made = ReportTemplate.objects.create(title=named, form=form_to_plain(form), made_by_id=actor.user_id)
    audit.record(actor, "make report form", made)
    return made


@transaction.atomic
def change_template(
    actor: Actor, template: ReportTemplate, change: Callable[[Form], Form], version: int
) -> ReportTemplate:
    """The form after one step. One that a regime uses stays, and the step makes its next edition.

    change: a step of core.building. Raises Refused where somebody else changed it since `version`.
    """
    allow(can_design_forms(actor), "design form")
    locked = ReportTemplate.objects.select_for_update().get(pk=template.pk)
    if locked.version != version or hasattr(locked, "followed_by"):
        raise Refused(_("Mẫu đã được người khác sửa; xem bản mới rồi sửa tiếp."))
    form = change(locked.as_form())
    if locked.used_by.exists():
        locked = ReportTemplate(
            title=locked.title, edition=locked.edition + 1, follows=locked, made_by_id=actor.user_id
        )
    locked.form = form_to_plain(form)
    locked.version = version + 1
    locked.save()
    counts = {"questions": len(form.questions), "edition": locked.edition}
    audit.record(actor, "change report form", locked, counts=counts)
    return locked


def add_question(
    actor: Actor, template: ReportTemplate, section: int, new: NewQuestion, version: int
) -> ReportTemplate:
    """Raises Refused with every fault of the new part."""
    faults = question_faults(template.as_form(), section, new)
    refuse_if(Problem(field, _fault_sentence(fault)) for field, fault in faults)
    return change_template(actor, template, lambda form: with_question(form, section, new), version)


@transaction.atomic
def use_template(actor: Actor, regime: ReportRegime, template: ReportTemplate | None) -> None:
    """Which form the regime asks from now on; None: the plan's own items, else the standard form.

    Reports under way take the new form, and keep what was typed under questions that fell away.
    """
    allow(can_manage_regime(actor, regime), "choose report form")
    if template is not None and not template.as_form().questions:
        raise Refused(_fault_sentence(FormFault.EMPTY))
    if template is None:
        RegimeForm.objects.filter(regime=regime).delete()
    else:
        RegimeForm.objects.update_or_create(regime=regime, defaults={"template": template})
    audit.record(
        actor, "choose report form", regime, plan=regime.plan_id,
        after={"template": template.pk if template else None},
    )  # fmt: skip


@transaction.atomic
def set_routine_phrases(actor: Actor, lines: str) -> int:
    """The authority's list, one phrase a line; an empty list is the product's proposal again."""
    allow(can_design_forms(actor), "set routine phrases")
    said = dict.fromkeys(nfc(" ".join(line.split()))[:LONGEST_PHRASE] for line in lines.splitlines())
    phrases = [phrase for phrase in said if phrase]
    RoutinePhrase.objects.all().delete()
    made = RoutinePhrase.objects.bulk_create([RoutinePhrase(text=phrase) for phrase in phrases])
    audit.record(actor, "set routine phrases", RoutinePhrase(), counts={"phrases": len(made)})
    return len(made)


def _fault_sentence(fault: FormFault) -> str:
    return {
        FormFault.NO_LABEL: _("Ghi câu hỏi hoặc tên mục."),
        FormFault.NO_LIST: _("Ghi các lựa chọn hoặc tên cột, mỗi dòng một mục."),
        FormFault.TWICE: _("Mẫu đã có phần này; mỗi mẫu chỉ hỏi một lần."),
        FormFault.TOO_MANY: _("Mẫu đã có 60 mục; bỏ bớt trước khi thêm."),
        FormFault.NO_SECTION: _("Thêm một phần trước, rồi thêm mục vào phần ấy."),
        FormFault.EMPTY: _("Mẫu chưa có mục nào."),
    }[fault]
