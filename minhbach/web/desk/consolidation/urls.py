"""Addresses of Tổng hợp."""

from django.urls import path

from minhbach.web.desk.consolidation import files, finishing, page, rounds, word_back

urlpatterns = [
    path("tong-hop/", rounds.rounds, name="consolidations"),
    path("tong-hop/ky/<int:slot_id>/", rounds.start, name="consolidation_start"),
    path("tong-hop/<int:pk>/", page.page, name="consolidation"),
    path("tong-hop/<int:pk>/doan/<str:key>/", page.passage, name="consolidation_passage"),
    path("tong-hop/<int:pk>/them/", page.add, name="consolidation_add"),
    path("tong-hop/<int:pk>/tong-hop-lai/", page.again, name="consolidation_again"),
    path("tong-hop/<int:pk>/kiem-tra/", finishing.check, name="consolidation_check"),
    path("tong-hop/<int:pk>/the-thuc/", finishing.paper, name="consolidation_paper"),
    path("tong-hop/<int:pk>/ky-gui/", finishing.way, name="consolidation_way"),
    path("tong-hop/<int:pk>/ban-word/", word_back.word_back, name="consolidation_word_back"),
    path("tong-hop/<int:pk>/bao-cao.docx", files.word, name="consolidation_word"),
    path("tong-hop/<int:pk>/phu-luc.xlsx", files.excel, name="consolidation_xlsx"),
    path("tong-hop/<int:pk>/ban-ky/", files.signed, name="consolidation_signed"),
    path("tong-hop/<int:pk>/ban-ky/<int:passing_id>/", files.passed, name="consolidation_passed"),
]
