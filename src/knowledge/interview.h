// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/question.h"
#include "knowledge/screen.h"

namespace filiform::knowledge {

/// A consultation at the desk: asks one question after the other, takes what is typed, and says at
/// once when the patient is an emergency. It reads and writes nothing; the answers are
/// `consultation()` after every line.
///
/// Typed:    an answer (see reply.h); an empty line keeps what is there, else it is not known; `?`
///           or `skip` makes it not known; `back`, `why`, `help`, `quit`. Capitals do not matter.
/// Asked:    questions_of(), those that are open; spared ones (is_spared) are passed over for as
///           long as the answers before them stand. `back` also shows what was answered.
/// Emergency: the first rule of that level that holds stops the questions until it is said whether
///           to go on; an empty line stops. Further ones are told, and the questions go on.
/// After needling: a consultation that says so is asked the questions of that check and no others.
/// Cost:     one screening a line.
class Interview {
  public:
    /// What a line led to.
    struct Reply {
        std::vector<std::string> said; ///< paragraphs, in order
        bool has_changed = false;      ///< the consultation
    };

    /// Begins with the answers there are, which are kept. `library` must outlive the interview.
    /// `where`:  what problems begin with, as for check_answers.
    /// Problems: those of check_answers and check_decisions.
    [[nodiscard]] static base::Checked<Interview>
    begin(const Library& library, chart::Consultation so_far, const std::string& where);

    /// What to say before the first question: an emergency that holds already.
    [[nodiscard]] const std::vector<std::string>& opening() const { return opening_; }
    /// What is to be answered now, over several lines; empty when it is over.
    [[nodiscard]] std::string asks() const;
    /// Takes one line. Not once it is over.
    [[nodiscard]] Reply take(std::string_view line);
    [[nodiscard]] bool is_over() const { return state_ == State::Over; }

    [[nodiscard]] const chart::Consultation& consultation() const { return consultation_; }

    [[nodiscard]] Tally tally() const;
    /// How many are answered and open, and what the screening says now: one line each.
    [[nodiscard]] std::vector<std::string> summary() const;

  private:
    enum class State { Asking, OfferingToStop, AtTheEnd, Over };

    Interview(const Library& library, chart::Consultation so_far);

    [[nodiscard]] const Question& current() const { return questions_[index_]; }
    [[nodiscard]] Screening screening() const;
    [[nodiscard]] bool is_open(const Question& question) const;
    [[nodiscard]] bool is_passed_over(const Question& question) const;
    [[nodiscard]] bool locks(const Question& question) const;

    [[nodiscard]] Reply take_answer(const std::string& typed);
    [[nodiscard]] Reply take_not_known();
    [[nodiscard]] Reply change_to(chart::Consultation changed);
    [[nodiscard]] Reply take_while_offering(const std::string& typed);
    [[nodiscard]] Reply go_back();
    [[nodiscard]] Reply say_why() const;
    [[nodiscard]] std::vector<std::string> tell_emergencies();
    void keep(chart::Consultation consultation);
    void find_open(std::size_t from);

    const Library* library_;
    std::vector<Question> questions_;
    chart::Consultation consultation_;
    Answers answers_; ///< of the consultation
    std::vector<std::string> opening_;
    State state_ = State::Asking;
    std::size_t index_ = 0;         ///< of the current question; all of them at the end
    std::size_t furthest_ = 0;      ///< that was asked
    std::size_t goes_on_at_ = 0;    ///< when it was offered to stop: the current one or the next
    std::set<chart::RuleId> told_;  ///< emergencies that hold and were told
    bool may_offer_to_stop_ = true; ///< no emergency has been gone on from
};

} // namespace filiform::knowledge
