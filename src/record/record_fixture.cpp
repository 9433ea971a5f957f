// SPDX-License-Identifier: Apache-2.0
#include "record/record_fixture.h"

#include "base/expects.h"

namespace filiform::record::fixture {

base::Instant moment(const std::string& text) {
    const auto read = base::read_instant(text);
    base::expects(read.has_value(), "a moment of a test");
    return *read;
}

base::Date day(const std::string& text) {
    const auto read = base::read_date(text);
    base::expects(read.has_value(), "a day of a test");
    return *read;
}

Clinic clinic() {
    Clinic one;
    one.name = "Clínica del Río";
    one.address = Address{{"Calle Mayor 3"}, "Soria", "", "42001", "ES"};
    one.time_zone = "Europe/Madrid";
    one.booking = BookingRules{24, 12, 60};
    return one;
}

Practitioner practitioner() {
    Practitioner one;
    one.family = "Marín López";
    one.given = {"Ana"};
    one.profession = Practitioner::Profession::Physiotherapist;
    one.registrations = {{"ICPFCyL", "1234"}};
    one.is_active = true;
    return one;
}

Patient patient() {
    Patient one;
    one.family = "de la Cruz";
    one.given = {"María", "José"};
    one.birth_date = day("1980-05-17");
    one.sex = Patient::Sex::Female;
    one.identifiers = {{"urn:invented", "A-17"}};
    one.phone = "+34 600 000 001";
    one.is_invented = true;
    return one;
}

Episode episode() {
    Episode one;
    one.patient = EntryId("patient-1");
    one.practitioner = EntryId("practitioner-1");
    one.status = Episode::Status::Active;
    one.began = day("2026-11-02");
    one.diagnoses = {{"M54.3", "Sciatica", Side::Right, true}};
    one.review_due = day("2026-12-14");
    return one;
}

ScreeningResult cleared() {
    ScreeningResult one;
    one.decision = ScreeningDecision::Go;
    one.may_needle = true;
    one.inputs = "0f";
    one.at = moment("2026-11-02T09:20:00Z");
    return one;
}

Assessment assessment() {
    Assessment one;
    one.patient = EntryId("patient-1");
    one.episode = EntryId("episode-1");
    one.practitioner = EntryId("practitioner-1");
    one.on = day("2026-11-02");
    one.answers = {{"saddle_numbness", false}, {"slr.right", true}};
    BodyMark mark;
    mark.regions = {BodyMark::Region::Gluteal, BodyMark::Region::ThighBack};
    mark.side = Side::Right;
    mark.view = BodyMark::View::Back;
    mark.drawn = {{0.6, 0.45}, {0.61, 0.6}};
    mark.qualities = {BodyMark::Quality::Burning};
    mark.intensity = 6;
    one.chart = {mark};
    one.neurology = {{NeuroSign::Test::Reflex, NeuroSign::Level::S1, Side::Right, 1, ""}};
    one.pain = Pain{6, 3};
    one.screening = cleared();
    return one;
}

Plan plan() {
    Plan one;
    one.patient = EntryId("patient-1");
    one.episode = EntryId("episode-1");
    one.assessment = EntryId("assessment-1");
    one.practitioner = EntryId("practitioner-1");
    one.made_at = moment("2026-11-02T09:30:00Z");
    one.decision = ScreeningDecision::Go;
    one.needling_allowed = true;
    ChosenPath path;
    path.index = 0;
    path.entry = BodyVector{-60, -110, -40};
    path.direction = BodyVector{0, 0.6, -0.8};
    path.depth_mm = 45;
    path.diameter_mm = 0.3;
    path.length_mm = 60;
    path.stop = Stop::Depth;
    path.instruction = "Half way from the greater trochanter to the sacrum, straight in, 45 mm.";
    PlannedTarget target;
    target.target = "piriformis.right";
    target.path = path;
    PlannedTarget without;
    without.target = "quadratus_lumborum.right";
    without.no_path = "The kidney is too near.";
    one.targets = {target, without};
    one.dose = Plan::Dose{4, 10, 4, 7, 2};
    one.provenance = Plan::Provenance{"filiform 0.1.0", "aa", "bb", "cc", "18446744073709551615"};
    return one;
}

Consent consent() {
    Consent one;
    one.patient = EntryId("patient-1");
    one.plan = EntryId("plan-1");
    one.practitioner = EntryId("practitioner-1");
    one.text_version = "2026-1";
    one.language = "es";
    one.points = {{"risk.bruise", "d1"}, {"risk.pneumothorax", "d2"}};
    one.answer = Consent::Answer::Given;
    one.given_by = Consent::Giver::Patient;
    one.way = Consent::Way::OnScreen;
    one.at = moment("2026-11-02T09:45:00Z");
    one.copy_given = true;
    return one;
}

Needle needle() {
    Needle one;
    one.target = "piriformis.right";
    one.stock = EntryId("stock-1");
    one.lot = "L77";
    one.diameter_mm = 0.3;
    one.length_mm = 60;
    one.planned_target = 0;
    one.entry = "as planned";
    one.depth_mm = 42;
    one.technique = Technique::Still;
    one.twitch = true;
    one.responses = {Needle::Response::Ache};
    one.time_in = moment("2026-11-02T10:05:00Z");
    one.time_out = moment("2026-11-02T10:15:00Z");
    return one;
}

Session session() {
    Session one;
    one.patient = EntryId("patient-1");
    one.episode = EntryId("episode-1");
    one.plan = EntryId("plan-1");
    one.consent = EntryId("consent-1");
    one.practitioner = EntryId("practitioner-1");
    one.began = moment("2026-11-02T10:00:00Z");
    one.ended = moment("2026-11-02T10:30:00Z");
    one.checklist = {{"before.identity", true, ""}};
    one.screening = cleared();
    one.position = Session::Position::Prone;
    one.retention_minutes_planned = 10;
    one.needles = {needle()};
    one.counted_in = 1;
    one.counted_out = 1;
    one.pain_before = Pain{6, 3};
    one.pain_after = Pain{4, 3};
    one.tolerance = Session::Tolerance::Good;
    one.aftercare =
        Session::Aftercare{{"aftercare.move"}, "es", {Session::Aftercare::Way::OnPaper}};
    return one;
}

AdverseEvent adverse_event() {
    AdverseEvent one;
    one.patient = EntryId("patient-1");
    one.session = EntryId("session-1");
    one.needle = 0;
    one.type = AdverseEvent::Type::Bruise;
    one.began = moment("2026-11-02T10:20:00Z");
    one.severity = AdverseEvent::Severity::Mild;
    one.duration = AdverseEvent::Duration::Days;
    one.grade = AdverseEvent::Grade::Moderate;
    one.outcome = AdverseEvent::Outcome::Resolved;
    one.resolved_at = moment("2026-11-06T08:00:00Z");
    one.must_be_reported = false;
    return one;
}

Instrument instrument() {
    Instrument one;
    one.code = "two_questions";
    one.title = "Two questions";
    one.version = "1";
    one.language = "en";
    one.licence = "Invented for a test.";
    Instrument::Item sleep{"sleep", "Do you sleep?", Instrument::ItemType::Choice, {}, {}, {}, true,
                           true};
    sleep.options = {{"well", "Well", 0}, {"badly", "Badly", 3}};
    const Instrument::Item pain{"pain", "How strong?", Instrument::ItemType::Figure, {}, 0, 10,
                                true,   true};
    const Instrument::Item words{
        "words", "Anything else?", Instrument::ItemType::Line, {}, {}, {}, false, false};
    one.items = {sleep, pain, words};
    one.scoring = Instrument::Scoring{
        Instrument::Method::Sum, {}, {}, 0, 13, Instrument::Direction::LowerIsBetter};
    return one;
}

Outcome outcome() {
    Outcome one;
    one.patient = EntryId("patient-1");
    one.episode = EntryId("episode-1");
    one.instrument = EntryId("instrument-1");
    one.code = "two_questions";
    one.version = "1";
    one.on = moment("2026-11-02T09:00:00Z");
    one.answers = {{"sleep", std::string("badly")}, {"pain", 4.0}};
    one.score = 7; // 3 + 4
    one.given_by = Outcome::Giver::Patient;
    return one;
}

Task task() {
    Task one;
    one.patient = EntryId("patient-1");
    one.what = Task::What::CheckAfterSession;
    one.about = EntryId("session-1");
    one.due = moment("2026-11-04T10:30:00Z");
    one.status = Task::Status::Waiting;
    return one;
}

Room room() {
    return {"Blue room", "", {}, true};
}

Hours hours() {
    Hours one;
    one.practitioner = EntryId("practitioner-1");
    one.weekday = Weekday::Monday;
    one.from_minute = 540;
    one.to_minute = 780;
    one.step_minutes = 30;
    return one;
}

Appointment appointment() {
    Appointment one;
    one.patient = EntryId("patient-1");
    one.practitioner = EntryId("practitioner-1");
    one.room = EntryId("room-1");
    one.start = moment("2026-11-09T09:00:00Z");
    one.end = moment("2026-11-09T09:30:00Z");
    one.visit = Visit::Needling;
    one.status = Appointment::Status::Booked;
    one.booked_by = Appointment::Booker::Staff;
    one.reason = "sciatica again";
    return one;
}

WaitingEntry waiting_entry() {
    WaitingEntry one;
    one.patient = EntryId("patient-1");
    one.status = WaitingEntry::Status::Waiting;
    one.asked_at = moment("2026-11-02T11:00:00Z");
    one.weekdays = {Weekday::Monday};
    return one;
}

Message message() {
    Message one;
    one.patient = EntryId("patient-1");
    one.from = EntryId("patient-1");
    one.subject = "Bruise";
    one.text = "It is blue now.";
    one.sent_at = moment("2026-11-03T08:00:00Z");
    return one;
}

Letter letter() {
    Letter one;
    one.patient = EntryId("patient-1");
    one.practitioner = EntryId("practitioner-1");
    one.type = Letter::Type::Report;
    one.subject = "Your patient";
    one.text = "We saw …";
    return one;
}

Stock stock() {
    Stock one;
    one.product = "Invented needle 0.30 x 60";
    one.diameter_mm = 0.3;
    one.length_mm = 60;
    one.lot = "L77";
    one.expiry = day("2027-06-30");
    one.count_in = 100;
    one.count_used = 40;
    one.is_sterile = true;
    one.status = Stock::Status::InUse;
    return one;
}

RuleReview rule_review() {
    RuleReview one;
    one.rule = "contra.warfarin";
    one.text = std::string(64, 'a');
    one.verdict = RuleReview::Verdict::Stricter;
    one.needling = RuleReview::Needling::Stop;
    one.reason = "Nobody here can look at a bleed by ultrasound.";
    one.practitioner = EntryId("practitioner-1");
    one.on = day("2026-11-02");
    return one;
}

TrialAddition trial_addition() {
    TrialAddition one;
    one.rows = "id,first_author,year,effect,low,high,question,source\n"
               "C1,Cedar,2026,-4,-9,1,evidence.leg_pain,doi:10.1/c";
    one.reason = "Found in the search of this autumn.";
    one.practitioner = EntryId("practitioner-1");
    one.on = day("2026-11-02");
    return one;
}

ProgressReview progress_review() {
    ProgressReview one;
    one.patient = EntryId("patient-1");
    one.episode = EntryId("episode-1");
    one.practitioner = EntryId("practitioner-1");
    one.on = moment("2026-11-02T10:00:00Z");
    one.follow = "nprs_leg";
    one.goal = 2;
    one.goal_on = day("2026-12-24");
    one.answers = {{"disabling", false}};
    one.step = ProgressReview::Step::GoOn;
    one.rules = {"progress.go_on"};
    one.to_ask = {"neuro_worse"};
    one.chances = {{ProgressReview::Chance::Of::Goal, day("2026-12-24"), 0.4, 0.2, 0.6}};
    one.summary = {"The pain behind the answers: a fall of 3.4 points (1.9 to 4.7)."};
    one.inputs = std::string(64, '0');
    one.program = "filiform 0.1.0";
    return one;
}

std::vector<Noun> one_of_each() {
    return {clinic(),  practitioner(), patient(),        episode(),        assessment(), plan(),
            consent(), session(),      adverse_event(),  instrument(),     outcome(),    task(),
            room(),    hours(),        appointment(),    waiting_entry(),  message(),    letter(),
            stock(),   rule_review(),  trial_addition(), progress_review()};
}

std::string places(const base::Problems& problems) {
    std::string text;
    for (const base::Problem& problem : problems)
        text += problem.where + "\n";
    return text;
}

} // namespace filiform::record::fixture
