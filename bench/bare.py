"""The bare page to measure by: Django as it comes, one view, one template, no database."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.shortcuts import render
from django.urls import path

PAGE = (
    "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>{% for number in numbers %}<p>{{ "
    "number }}</p>{% endfor %}"
)
LOADERS = [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"bare.html": PAGE})])]
MIDDLEWARE = (
    "security.SecurityMiddleware",
    "common.CommonMiddleware",
    "csrf.CsrfViewMiddleware",
    "clickjacking.XFrameOptionsMiddleware",
)


def bare(request):
    """A page with twenty paragraphs."""
    return render(request, "bare.html", {"title": "Bare", "numbers": range(20)})


urlpatterns = [path("", bare)]

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="bare",
    MIDDLEWARE=[f"django.middleware.{name}" for name in MIDDLEWARE],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": LOADERS}}],
)
application = get_wsgi_application()
