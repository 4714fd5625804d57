"""What an illegal change of state answers: 409, with the sentence of the verb that refused."""

from django.shortcuts import render

from common.editing import IllegalChange


class RefusalMiddleware:
    """Turns IllegalChange, which verbs raise, into a page that says what happened and what to do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, IllegalChange):
            return render(request, "409.html", {"reason": str(exception)}, status=409)
        return None
