"""Addresses of Đôn đốc, Khay đề xuất and the weekly page."""

from django.urls import path

from minhbach.web.desk.supervision import late, letters, silent, tray, weekly

urlpatterns = [
    path("don-doc/", late.late, name="late"),
    path("don-doc/cong-van/", letters.letters, name="letters"),
    path("don-doc/cong-van/soan/", letters.make, name="letter_make"),
    path("don-doc/cong-van/<int:letter_id>/", letters.letter, name="letter"),
    path("don-doc/cong-van/<int:letter_id>/tai.docx", letters.word, name="letter_word"),
    path("don-doc/cong-van/<int:letter_id>/ban-ky/", letters.signed, name="letter_signed"),
    path("don-doc/im-lang/", silent.silent_plans, name="silent_plans"),
    path("don-doc/trang-lanh-dao/", weekly.weekly, name="weekly"),
    path("don-doc/trang-lanh-dao.docx", weekly.word, name="weekly_word"),
    path("khay-de-xuat/", tray.tray, name="tray"),
    path("khay-de-xuat/<int:proposal_id>/", tray.decide, name="tray_decide"),
]
