"""More automatic answers, in both languages, and what people write that only looks like one."""

from tests.members.inbox.letters import letter

AUTOMATIC = {
    "Exchange without headers": letter("Automatic reply: The agenda", "Thank you for your e-mail."),
    "Exchange in both languages": letter("Ymateb Awtomatig / Automatic Reply: The agenda", "Diolch / Thank you"),
    "Notes": letter("AUTO: Ann Jones is out of the office (returning 04/01/2027)", "Back in January."),
    "annual leave": letter("Annual leave Re: The agenda", "I will reply when I return."),
    "Welsh annual leave": letter("Gwyliau blynyddol: Yr agenda", "Byddaf yn ôl ddydd Llun."),
    "Welsh, outside the office": letter("Y tu allan i'r swyddfa", "Diolch."),
    "spoken Welsh": letter(text="Haia! Dwi ar wyliau tan yr 8fed. Cysylltwch â Nia os yw'n frys."),
    "I am on holiday, in Welsh": letter(text="Diolch am eich neges. Rydw i ar wyliau tan 4 Ionawr."),
    "shall be away, in Welsh": letter(text="Byddaf allan o’r swyddfa tan ddydd Llun. Am faterion brys ffoniwch 01234."),
    "away": letter(text="Hello, I'm away until 5 January with no access to e-mail."),
    "a ticket": letter("[#1234] Received: The agenda", "Your request has been received."),
    "a ticket in words": letter(
        "Re: The agenda [Ticket#2026112610000012]", "We have received your request. A member of staff will reply."
    ),
    "a case": letter("Case 00123456 has been created", "Thank you for contacting us."),
    "a Welsh ticket": letter("[#77] Rydym wedi derbyn eich neges", "Bydd aelod o staff yn ymateb."),
    "Request Tracker": letter("[council #881] AutoReply: The agenda", headers="RT-Ticket: council #881\n"),
    "out of office, answered": letter("Re: Out of Office: The agenda", "Back Monday."),
    "parental leave": letter("Absenoldeb mamolaeth / Maternity leave", "I return in May."),
}
FOR_A_PERSON = {
    "a number in the subject": letter("Re: [#1234] our question about the agenda", "Can we come at 11?"),
    "hours out of office": letter("Out of office hours meeting?", "Could we meet in the evening?"),
    "what is vacated": letter("Vacation of the hall", "We must leave the hall by June."),
    "an apology": letter(text="I am on annual leave on the 8th, so please take my apologies."),
    "a question": letter(text="I am on annual leave until the 9th. May I send Ned in my place?"),
    "a Welsh apology": letter(text="Rwy’n ar wyliau ar yr 8fed, felly ymddiheuriadau gennyf."),
    "somebody who left": letter("Re: The agenda", "I have left the council. Please write to Nia Morris instead."),
    "a petition received": letter("Petition received from residents", "Here it is, with 40 names."),
}
