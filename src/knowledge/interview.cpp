// SPDX-License-Identifier: Apache-2.0
#include "knowledge/interview.h"

#include <algorithm>
#include <cctype>

#include "base/expects.h"
#include "chart/citation.h"
#include "knowledge/reply.h"

namespace filiform::knowledge {

namespace {

using chart::Consultation;
using chart::FindingId;
using Said = std::vector<std::string>;

constexpr std::size_t longest_line = 400;

/// Without control characters and without blanks around it.
std::string cleaned(std::string_view line) {
    std::string text;
    for (const char c : line)
        text += std::iscntrl(static_cast<unsigned char>(c)) != 0 ? ' ' : c;
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::string command_of(const std::string& typed) {
    std::string small = typed;
    std::transform(small.begin(), small.end(), small.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

std::string group_words(const Question& question) {
    std::string words = question.finding->group;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words + (question.is_emergency ? ", emergency question" : "");
}

std::string question_words(const Finding& finding) {
    const std::string& id = finding.id.text();
    if (finding.is_given)
        return id == "age_years"   ? "How old is the patient?"
               : id == "male"      ? "Which sex, for the measures of the body?"
               : id == "height_cm" ? "How tall is the patient?"
                                   : "How much does the patient weigh?";
    if (finding.ask.empty())
        return "Examine: " + finding.examine;
    return finding.ask + (finding.examine.empty() ? "" : "\nExamine: " + finding.examine);
}

std::string names_of(const std::vector<FindingId>& ids) {
    constexpr std::size_t most = 6;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, ids.size()); ++i)
        text += (i == 0 ? "" : ", ") + ids[i].text();
    return text + (ids.size() > most ? " and " + std::to_string(ids.size() - most) + " more" : "");
}

std::string told(const ScreeningFinding& finding) {
    const ScreeningRule& rule = *finding.rule;
    return "EMERGENCY TODAY: " + rule.what + ". [" + rule.id.text() + "]\n" +
           "  Found: " + names_of(finding.answers) + "\n  Because: " + rule.because +
           (chart::is_verified(rule.mark) ? "" : " (" + rule.mark + ", unverified)") +
           "\n  Do: " + rule.what_to_do +
           (rule.tell_patient.empty() ? "" : "\n  Tell the patient: " + rule.tell_patient);
}

const char* const help_words =
    "An answer as the line \"Answer\" says; Enter, ? or skip when it is not known, which is never "
    "taken for no.\n"
    "back: the question before, to correct it    why: what needs this answer, with its sources\n"
    "quit: stop here; every answer is kept       help: this";

const char* const no_needle = "Not known. Nobody is needled while this is open.";

} // namespace

Interview::Interview(const Library& library, Consultation so_far)
    : library_(&library), questions_(questions_of(library)) {
    keep(std::move(so_far));
}

base::Checked<Interview> Interview::begin(const Library& library, Consultation so_far,
                                          const std::string& where) {
    base::Problems problems = check_decisions(library.screening, so_far, where);
    const auto checked = check_answers(library.findings, so_far, where);
    if (!checked)
        problems.insert(problems.end(), checked.error().begin(), checked.error().end());
    if (!problems.empty())
        return tl::unexpected(problems);
    Interview interview(library, std::move(so_far));
    interview.find_open(0);
    interview.goes_on_at_ = interview.index_;
    interview.opening_ = interview.tell_emergencies();
    return interview;
}

void Interview::keep(Consultation consultation) {
    auto checked = check_answers(library_->findings, consultation, "");
    base::expects(checked.has_value(), "every answer was checked when it was taken");
    answers_ = std::move(*checked);
    consultation_ = std::move(consultation);
}

Screening Interview::screening() const {
    Screening screening = consultation_.is_after_needling
                              ? screen_after_needling(library_->screening, answers_)
                              : screen(library_->screening, answers_, consultation_.clearances,
                                       consultation_.overrides);
    return library_->unfinished.empty() ? screening : withheld(std::move(screening));
}

bool Interview::is_open(const Question& question) const {
    return !is_answered(*question.finding, consultation_);
}

/// Whether an open question is left out.
bool Interview::is_passed_over(const Question& question) const {
    return knowledge::is_passed_over(*library_, *question.finding, consultation_, answers_);
}

/// Whether nobody is needled before this is known.
bool Interview::locks(const Question& question) const {
    const Screening now = screening();
    return std::any_of(now.to_ask.begin(), now.to_ask.end(), [&](const FindingId& id) {
        return chart::without_side(id.text()) == question.finding->id.text();
    });
}

void Interview::find_open(std::size_t from) {
    index_ = from;
    while (index_ < questions_.size() && (!is_open(current()) || is_passed_over(current())))
        ++index_;
    furthest_ = std::max(furthest_, index_);
    state_ = index_ < questions_.size() ? State::Asking : State::AtTheEnd;
}

std::string Interview::asks() const {
    switch (state_) {
    case State::Over:
        return "";
    case State::OfferingToStop:
        return "Stop the questions here? Enter or y: stop, every answer is kept. n: go on asking. "
               "back: correct the answer.";
    case State::AtTheEnd:
        return "No question is open. Enter: finish. back: the question before.";
    case State::Asking:
        break;
    }
    const Finding& finding = *current().finding;
    std::string text = std::to_string(index_ + 1) + " of " + std::to_string(questions_.size()) +
                       " (" + group_words(current()) + ")\n" + question_words(finding) +
                       "\nAnswer: " + how_to_answer(finding);
    const std::string so_far = answer_words(finding, consultation_);
    if (index_ < furthest_ || so_far != answer_words(finding, Consultation{}))
        text += "\nSo far: " + so_far + ". Enter keeps this, ? makes it not known.";
    return text;
}

Interview::Reply Interview::take(std::string_view line) {
    base::expects(!is_over(), "a line is taken while something is asked");
    if (line.size() > longest_line)
        return {{"This line is too long to be an answer. Write it again."}, false};
    const std::string typed = cleaned(line);
    const std::string command = command_of(typed);
    if (command == "quit") {
        state_ = State::Over;
        return {};
    }
    if (command == "help")
        return {{help_words}, false};
    if (command == "back")
        return go_back();
    if (state_ == State::OfferingToStop)
        return take_while_offering(command);
    if (state_ == State::AtTheEnd) {
        if (!typed.empty())
            return {{"Everything was asked. Press Enter to finish, or write back."}, false};
        state_ = State::Over;
        return {};
    }
    if (command == "why")
        return say_why();
    if (typed.empty() && (!is_answered(*current().finding, consultation_)))
        return take_not_known();
    if (typed.empty()) {
        find_open(index_ + 1);
        return {};
    }
    return typed == "?" || command == "skip"
               ? change_to(unanswered(*current().finding, consultation_))
               : take_answer(typed);
}

Interview::Reply Interview::take_answer(const std::string& typed) {
    auto changed = answered(library_->findings, *current().finding, typed, consultation_);
    if (!changed)
        return {{changed.error().what + " " + changed.error().hint}, false};
    return change_to(std::move(*changed));
}

/// What there is of it, one side perhaps, stays.
Interview::Reply Interview::take_not_known() {
    Reply reply;
    if (locks(current()))
        reply.said.emplace_back(no_needle);
    find_open(index_ + 1);
    return reply;
}

Interview::Reply Interview::change_to(Consultation changed) {
    keep(std::move(changed));
    Reply reply{{}, true};
    if (is_open(current()) && locks(current()))
        reply.said.emplace_back(no_needle);
    for (std::string& one : tell_emergencies())
        reply.said.push_back(std::move(one));
    goes_on_at_ = index_ + 1;
    if (state_ != State::OfferingToStop) // a slip of the finger can still be corrected
        find_open(goes_on_at_);
    return reply;
}

/// Of the rules that hold those that were not told; offers to stop at the first.
Said Interview::tell_emergencies() {
    Said said;
    std::set<chart::RuleId> holding;
    for (const ScreeningFinding& finding : screening().findings) {
        if (finding.truth != Truth::Yes || finding.rule->level != Level::EmergencyToday)
            continue;
        holding.insert(finding.rule->id);
        if (told_.count(finding.rule->id) == 0)
            said.push_back(told(finding));
    }
    told_ = std::move(holding);
    may_offer_to_stop_ |= told_.empty();
    if (!said.empty() && may_offer_to_stop_)
        state_ = State::OfferingToStop;
    return said;
}

Interview::Reply Interview::take_while_offering(const std::string& typed) {
    if (typed.empty() || typed == "y" || typed == "yes") {
        state_ = State::Over;
        return {};
    }
    if (typed != "n" && typed != "no")
        return {{"Write y to stop here, n to go on asking, or back to correct the answer."}, false};
    may_offer_to_stop_ = false;
    find_open(goes_on_at_);
    return {{"Nobody is needled today, whatever else is answered."}, false};
}

Interview::Reply Interview::go_back() {
    if (state_ == State::OfferingToStop && goes_on_at_ > index_) {
        state_ = State::Asking;
        return {};
    }
    std::size_t before = index_;
    while (before > 0) {
        --before;
        const Question& question = questions_[before];
        if (!is_open(question) || !is_passed_over(question)) {
            index_ = before;
            state_ = State::Asking;
            return {};
        }
    }
    return {{"This is the first question."}, false};
}

Interview::Reply Interview::say_why() const {
    Reply reply;
    const Finding& finding = *current().finding;
    std::string text = finding.is_given ? "The body that needles are planned on is made from it."
                                        : "It is needed by:";
    for (const std::string& line : who_needs(*library_, finding))
        text += "\n  " + line;
    text += "\n`filiform explain NAME` has the words of each, and of a source.";
    reply.said.push_back(std::move(text));
    return reply;
}

Tally Interview::tally() const {
    return progress_of(*library_, questions_, consultation_, answers_).tally;
}

Said Interview::summary() const {
    const Tally counted = tally();
    const Screening now = screening();
    std::string says = "Screening now: " + std::string(text(now.level)) + ". ";
    std::vector<std::string> held;
    for (const ScreeningFinding& finding : now.findings)
        if (finding.truth == Truth::Yes && finding.rule->level == now.level)
            held.push_back(finding.rule->id.text());
    if (consultation_.is_after_needling && now.level < Level::Ask)
        says += "Nothing that somebody has to look at. Needling is decided at a visit.";
    else if (now.cleared)
        says += "Needling may be planned, held back by what `filiform screen` says.";
    else if (now.level > Level::Ask)
        says += "No needling today:";
    else
        says += "Nobody is needled before these are known: " + names_of(now.to_ask) + ".";
    if (!now.cleared && now.level > Level::Ask)
        for (std::size_t i = 0; i < held.size(); ++i)
            says += (i == 0 ? " " : ", ") + held[i] + (i + 1 == held.size() ? "." : "");
    return {"Answered " + std::to_string(counted.answered) + " of " +
                std::to_string(counted.asked) + "; " + std::to_string(counted.open) +
                " open (not known, never taken for no); " + std::to_string(counted.spared) +
                " decide nothing after the other answers.",
            says};
}

} // namespace filiform::knowledge
