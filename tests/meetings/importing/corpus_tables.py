"""More of the corpus that is Word documents: facts, registers, decisions and two languages in tables."""

from tests.meetings.importing.past_word import BOX, CONTROL, Writer, count_next


def town_changes():
    """Items and paragraphs that Word counts, a time that was changed under watch, officers and votes."""
    w = Writer()
    w.on_every_page("Trefdwr Town Council / Cyngor Tref Trefdwr", "Page 1 of 3")
    w.heading("MINUTES OF THE FULL COUNCIL MEETING", 1)
    p = w.line("Held on Wednesday 19 February 2025 at ")
    w.changed(p, gone="6.30pm", new="7.00pm")
    w.line("Venue: Community Centre, Heol Fawr, Trefdwr")
    w.line("*PRESENT:*")
    for name in (
        "Cllr Angharad Moss – Mayor (Chair)",
        "Cllr Brian Tewdrig – Deputy Mayor",
        "Cllr Carol Denbigh",
        "Cllr Yusuf Hamid",
    ):
        w.line(name, "List Bullet")
    w.line("*OFFICERS:* Gail Prosser-Wynn (Clerk), Neil Faulks (Deputy Clerk)")
    w.line("*APOLOGIES:* Cllr Osian Ithell, Cllr June Carrick (holiday)")
    count = w.numbering()
    for title, *texts in (
        ("Public participation", "A resident spoke about dog fouling on the riverside path."),
        (
            "To approve the minutes of 15 January 2025",
            "RESOLVED: That the minutes be approved. Proposed: Cllr Denbigh; Seconded: Cllr Hamid.",
        ),
        (
            "To consider the allotment rents",
            "Members considered report 04/25.",
            "RESOLVED: That rents rise to £45 from October (5 for, 1 against).",
            "ACTION: Clerk to write to all plot holders by 31 March 2025.",
        ),
        ("To receive reports from outside bodies", "Cllr Tewdrig reported on the Twinning Association."),
        ("Exclusion of press and public", "RESOLVED: That the public be excluded for the next item."),
        ("Staffing", "The Clerk's appraisal was agreed."),
    ):
        count(w.line(f"*{title}*"), 0)
        for text in texts:
            count_next(w, count, text)
    w.line("The meeting closed at 8.20pm")
    w.line("Signed: ____________ Chairman")
    return w


def assoc_action_column():
    """Facts in a table, present and apologies beside each other, items with several actions and owners in one cell."""
    w = Writer()
    w.line("*Cymdeithas Tai Bro Ceiriol Housing Association*")
    w.line("*Tenant Scrutiny Panel*")
    w.table(
        ("Date", "4 June 2025"),
        ("Time", "10.30am – 12 noon"),
        ("Venue", "Canolfan Ceiriol, Y Waun"),
        ("Chair", "Maureen Elphick"),
        ("Minute taker", "Jac Tirion"),
    )
    w.table(
        ("Present", "Apologies"),
        (
            (
                "Maureen Elphick (ME)\nDerek Soames (DS)\nAnwen Lliwen (AL)\nPriti Vaghela (PV)\n"
                "Jac Tirion (JT), Housing Officer"
            ),
            "Sheila Bontddu\nKarim Wahid",
        ),
    )
    w.table(
        ("Agenda item", "Notes", "Actions", "Owner", "By when"),
        ("1. Welcome", "ME welcomed everybody.", "", "", ""),
        ("2. Notes of last meeting", "Agreed as correct.", "", "", ""),
        (
            "3. Repairs review",
            (
                "DS and AL presented their findings on missed appointments. "
                "The panel agreed to recommend a text reminder service."
            ),
            "Write up the recommendation\nSend it to the Board",
            "DS\nJT",
            "13 June\n27 June",
        ),
        ("4. Damp and mould", "PV asked for the figures for last winter.", "Get the figures", "JT", "Next meeting"),
        ("5. Any other business", "None", "", "", ""),
        ("6. Next meeting", "2 July 2025", "", "", ""),
    )
    return w


def columns_numbered_rows():
    """Numbers in the first column, Welsh in the second, English in the third; titles that tell no language."""
    w = Writer()
    w.on_every_page("Cyngor Cymuned Dolgain / Dolgain Community Council", "Tudalen 1 o 2 / Page 1 of 2")
    w.heading("Cofnodion Cyfarfod / Minutes of Meeting", 1)
    w.table(
        (
            "Cyfarfod Misol a gynhaliwyd nos Lun 10 Mawrth 2025 am 7.30yh yn yr Ysgol.",
            "Monthly Meeting held on Monday evening 10 March 2025 at 7.30pm in the School.",
        ),
        (
            "Presennol: Y Cynghorwyr Deian Gwilym (Cadeirydd), Lona Teifryn, Bryn Cadwal a Hazel Inskip",
            "Present: Councillors Deian Gwilym (Chair), Lona Teifryn, Bryn Cadwal and Hazel Inskip",
        ),
        ("Ymddiheuriadau: Y Cynghorydd Rolant Mai", "Apologies: Councillor Rolant Mai"),
    )
    w.table(
        ("1", "Datganiadau o ddiddordeb\nDim.", "Declarations of interest\nNone."),
        (
            "2",
            "Cofnodion\nCytunwyd bod cofnodion Chwefror yn gywir.",
            "Minutes\nIt was agreed that the minutes of February were correct.",
        ),
        (
            "3",
            "Cae chwarae\nMae'r siglen wedi torri. Penderfynwyd gwario hyd at £600.\nGweithredu: BC",
            "Playing field\nThe swing is broken. It was resolved to spend up to £600.\nAction: BC",
        ),
        ("4", "Unrhyw fusnes arall\nDim.", "Any other business\nNone."),
    )
    w.line("Daeth y cyfarfod i ben am 8.15yh / The meeting closed at 8.15pm")
    return w


def headings_boxes():
    """All facts in one text box, a register with ticks and apologies, actions as a list under a bold word."""
    w = Writer()
    w.raw(CONTROL, "Rhwydwaith Gofal Cydweithredol – Network meeting")
    w.raw(BOX, "Date: 11 December 2024   Time: 2-4pm   Place: The Pierhead, Aberwyn")
    w.heading("Attendance", 1)
    w.table(
        ("Name", "Organisation", "Attended"),
        ("Cadi Morgannwg (Chair)", "Care Co-op Wales", "✓"),
        ("Ollie Brandreth", "Powys Co-ops", "✓"),
        ("Zainab Pirzada", "Disability Forum", "Apologies"),
        ("Gruff Edeyrn", "Gwent Carers", "✓"),
    )
    w.heading("1. Welcome and purpose", 1)
    w.line("Cadi welcomed everyone and explained the aims of the network.")
    w.heading("2. Presentation: a co-op of personal assistants", 1)
    w.line("Ollie showed how the co-op began. Key questions raised:")
    for t in ("How are wages set?", "Who covers sickness?", "Can direct payments be pooled?"):
        w.line(t, "List Bullet")
    w.heading("3. Evaluation framework", 1)
    w.line("The group decided to pilot the framework with two co-ops.")
    w.line("*Actions*")
    w.line("Gruff – find a second co-op by end of January", "List Bullet")
    w.line("Ollie – share the slides", "List Bullet")
    w.heading("4. Date of next meeting", 1)
    w.line("12 March 2025")
    return w


def cy_action_table():
    """A Welsh group: who is in the chair beside the name and the body in the next column; at the end the actions."""
    w = Writer()
    w.heading("Cofnodion Grŵp Llywio Gofal Bro", 1)
    w.line("Dydd Gwener, 7 Mawrth 2025, 9.30yb – 11.00yb, Ystafell Cennen, Canolfan y Bryn")
    w.line("*Yn bresennol*")
    w.table(
        ("Enw", "Sefydliad"),
        ("Luned Arfryn (LA) – Cadeirydd", "Cyngor Sir"),
        ("Dylan Crwys (DC)", "Bwrdd Iechyd"),
        ("Nans Pelham (NP)", "Menter Gofal"),
    )
    w.line("*Ymddiheuriadau*")
    w.line("Beca Trystan (Mantell), Wil Iago")
    for title, *texts in (
        ("Eitem 1: Croeso", "Croesawodd LA bawb i'r cyfarfod."),
        ("Eitem 2: Cofnodion a phwyntiau gweithredu", "Cytunwyd ar y cofnodion."),
        ("Eitem 3: Cynllun peilot", "Rhoddodd NP ddiweddariad. Cytunodd y grŵp i ddechrau ym mis Mai gyda phum teulu."),
        ("Eitem 4: Unrhyw fusnes arall", "Ni chodwyd dim."),
    ):
        w.heading(title, 2)
        for t in texts:
            w.line(t)
    w.table(
        ("Rhif", "Pwynt gweithredu", "Pwy", "Erbyn pryd"),
        ("1", "Llunio taflen wybodaeth", "NP", "28 Mawrth"),
        ("2", "Trefnu hyfforddiant", "DC / LA", "25.04.25"),
    )
    return w


def decision_column():
    """Labels and facts side by side, items in a table with columns of decisions and of actions with their dates."""
    w = Writer()
    w.on_every_page("Ceredig Care Alliance", "Page 1")
    w.heading("Ceredig Care Alliance – Executive Group", 1)
    w.table(
        ("Date and time:", "Tuesday 20 May 2025, 09:30–11:00", "Location:", "Teams / Llys Aeron"),
        ("Chair:", "Iola Penfro", "Notes:", "Kit Darowen"),
    )
    w.line("*Attendees:* Iola Penfro (IP), Kit Darowen (KD), Marc Bodfari (MB), Shreya Nambiar (SN)")
    w.line("*Apologies:* Gwilym Treorci (GT)")
    w.table(
        ("#", "Agenda item", "Summary of discussion", "Decisions", "Actions (lead / date)"),
        ("1", "Welcome", "IP welcomed SN to her first meeting.", "", ""),
        ("2", "Minutes of 15 April", "No matters arising.", "Approved", ""),
        (
            "3",
            "Winter plan",
            "MB gave an overview of the beds lost.",
            "Agreed to fund two extra community beds.",
            "MB to confirm the sites (MB, 6 June)",
        ),
        (
            "4",
            "Workforce",
            "SN outlined the bank of personal assistants.",
            "None",
            "SN to share the job description (SN, 30 May)\nKD to add to the risk register (KD)",
        ),
        ("5", "AOB", "None", "", ""),
    )
    w.line("Next meeting: 17 June 2025")
    return w


def dwy_golofn():
    """Welsh and English in two columns, with the lists of people as rows of them."""
    w = Writer()
    w.heading("Bwrdd Partneriaeth Glannau Dwyfor / Glannau Dwyfor Partnership Board", 1)
    w.line("Dydd Mawrth 11 Chwefror 2025, 1.30yp / Tuesday 11 February 2025, 1.30pm")
    w.line("Canolfan Glannau Dwyfor")
    w.table(
        ("COFNODION", "MINUTES"),
        (
            "Yn bresennol\nMegan Eifion (Cadeirydd)\nPaul Wainscott\nErin Nefyn",
            "Present\nMegan Eifion (Chair)\nPaul Wainscott\nErin Nefyn",
        ),
        ("Ymddiheuriadau\nDafydd Soar", "Apologies\nDafydd Soar"),
        (
            "1. Croeso\nCroesawodd y Cadeirydd bawb i'r cyfarfod.",
            "1. Welcome\nThe Chair welcomed everyone to the meeting.",
        ),
        ("2. Cofnodion\nCytunwyd bod y cofnodion yn gywir.", "2. Minutes\nThe minutes were agreed as correct."),
        (
            (
                "3. Grantiau bach\nPENDERFYNWYD dyfarnu £500 i'r Clwb Cinio.\n"
                "CAM GWEITHREDU: Erin i hysbysu'r clwb erbyn 21 Chwefror."
            ),
            (
                "3. Small grants\nRESOLVED to award £500 to the Lunch Club.\n"
                "ACTION: Erin to inform the club by 21 February."
            ),
        ),
        ("4. Unrhyw fater arall\nDim.", "4. Any other business\nNone."),
    )
    w.line("Daeth y cyfarfod i ben am 2.40yp / The meeting ended at 2.40pm")
    return w


DOCUMENTS = (
    town_changes,
    assoc_action_column,
    columns_numbered_rows,
    headings_boxes,
    cy_action_table,
    decision_column,
    dwy_golofn,
)
