"""The addresses of the whole site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from forum_site.doors import DOORS
from forum_site.handing_over import views as handover_views
from forum_site.looking_back import numbers, summaries
from forum_site.pages import (
    all_well,
    erasure,
    history,
    keyboard,
    mailbox,
    own_data,
    public,
    searching,
    setup,
    translation_files,
    translations,
)
from forum_site.pages import views as pages_views
from forum_site.watching import health, openmetrics
from members.entry import asks_writers

handler400 = "forum_site.running.answers.bad_request"
handler500 = "forum_site.running.answers.server_error"

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
admin.site.admin_view = asks_writers(admin.site.admin_view, but=admin.site.logout)
admin.site.password_change = RedirectView.as_view(pattern_name="account_change_password")

to_privacy = require_safe(RedirectView.as_view(pattern_name="members:privacy"))
to_contact = require_safe(RedirectView.as_view(pattern_name="members:contact"))
to_accessibility = require_safe(RedirectView.as_view(pattern_name="members:accessibility"))

TEXT = "translations/<str:table>/<int:pk>/<slug:text>"

urlpatterns = [
    path("", pages_views.home, name="home"),
    *(path(door.at, include(f"{door.app}.urls")) for door in DOORS),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("keyboard/", keyboard.keyboard, name="keyboard"),
    path("setup/", setup.setup, name="setup"),
    path("search/", searching.search, name="search"),
    path("my-data/", own_data.my_data, name="my_data"),
    path("erase/<int:pk>/", erasure.erase, name="erase"),
    path("all-well/", all_well.all_well, name="all_well"),
    path("history/", history.history, name="history"),
    path("history/by/<int:pk>/", history.history_by, name="history_by"),
    path("history/<str:kind>/<int:pk>/", history.history_of, name="history_of"),
    path("translations/", translations.translations, name="translations"),
    path("translations/files/", translation_files.translation_files, name="translation_files"),
    path("translations/files/<int:pk>/", translation_files.translation_file, name="translation_file"),
    path("translations/out/<str:into>.<str:suffix>", translation_files.texts_out, name="texts_out"),
    path(f"{TEXT}/", translations.translate, name="translate"),
    path(f"{TEXT}/next/", translations.next_translation, name="next_translation"),
    path(f"{TEXT}/stands/", translations.translation_stands, name="translation_stands"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("numbers/membership/", numbers.numbers_membership, name="numbers_membership"),
    path("numbers/<slug:key>.csv", numbers.numbers_sheet, name="numbers_sheet"),
    path("handover/", handover_views.handover, name="handover"),
    path("handover/<str:name>.zip", handover_views.handover_file, name="handover_file"),
    path("handover/<str:name>/remove/", handover_views.remove_handover, name="remove_handover"),
    path("summaries/", summaries.summaries, name="summaries"),
    path("summaries/<int:pk>/", summaries.summary, name="summary"),
    path("summaries/<int:pk>/<str:kind>/", summaries.summary_file, name="summary_file"),
    path("privacy/", to_privacy, name="privacy"),
    path("contact/", to_contact, name="contact"),
    path("accessibility/", to_accessibility, name="accessibility"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<str:name>/", mailbox.letter, name="letter"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("feed.atom", public.feed, name="feed"),
    path("manifest.webmanifest", public.manifest, name="manifest"),
    path("favicon.ico", public.icon, name="icon"),
    path(".well-known/change-password", public.to_password, name="to_password"),
    path(".well-known/security.txt", public.security, name="security"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", openmetrics.openmetrics, name="metrics"),
]
