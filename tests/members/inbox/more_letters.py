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
    "sorry for the silence": letter(text="I'm away until 5 January. My apologies for any inconvenience."),
    "sorry for the silence, in Welsh": letter(
        text="Rydw i i ffwrdd tan 5 Ionawr. Ymddiheuriadau am unrhyw anghyfleustra."
    ),
    "leave until a day": letter("Annual leave until 4 January", "Please write to Nia Morris."),
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
    "apologies until a day": letter(text="Apologies, I'm away until the 14th so cannot come."),
    "apologies for the Chair": letter(text="Sorry, I am away today. Please give my apologies to the Chair."),
    "Welsh apologies": letter(text="Ymddiheuriadau: rydw i i ffwrdd tan ddydd Llun."),
    "apologies from leave": letter(text="I am on annual leave until 20 December, so please send my apologies."),
    "apologies in the subject": letter("Apologies", "I'm away until the 14th."),
    "apologies for the meeting": letter(text="Apologies for the meeting on the 8th: I am away until the 14th."),
    "cannot come": letter(text="Sorry, I can't come on the 8th as I am away until the 14th."),
    "cannot come, in Welsh": letter(text="Ni allaf ddod ar yr 8fed: rydw i i ffwrdd tan ddydd Llun."),
    "a paper about leave": letter("Annual leave policy paper", "Here it is, for the agenda."),
    "an item about leave": letter("Maternity leave and co-ops: an item for the agenda", "May we speak of it?"),
    "a request of a year": letter("Re: Request 2016-03", "Thanks, I received the papers. I think page 2 is wrong."),
    "a case of a study": letter("Re: Case 104 of our study", "I have received it; I cannot come on Tuesday."),
    "a help desk's staff": letter(
        "Re: [council #881] The agenda", "Nia Morris comes in my place.", "RT-Ticket: council #881\nX-OTRS-Loop: a\n"
    ),
}
