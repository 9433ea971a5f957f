// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/zone.h"
#include "chart/consultation.h"
#include "chart/screening.h"
#include "record/due_tasks.h"
#include "record/nouns.h"
#include "server/evidence_shop.h"
#include "server/jobs.h"
#include "store/store.h"

namespace filiform::server {

/// Whose body is worked on: as an assessment found them.
struct Examined {
    record::Assessment assessment;
    record::Patient patient;
    std::vector<chart::StricterRule> stricter{}; ///< where the clinic is stricter than the library
    /// The bytes of a document of theirs, by its digest. Empty: none can be had.
    std::function<base::Result<std::string>(const std::string& digest)> fetch{};
};

/// What a plan is made from.
struct PlanWanted {
    Examined who;
    std::vector<std::string> targets; ///< empty: those that the examination found
    std::uint64_t seed = 1;
};

/// A plan as the record keeps it, but for whose it is, and the bytes its documents speak of.
struct PlanMade {
    record::Plan plan;
    std::vector<store::Blob> blobs;
};

/// A safe-entry map of one target.
struct MapWanted {
    /// Whole: every point with its best needle, and a picture. Skin: what paints a skin, a
    /// twentieth of the bytes ("filiform.skin_map/1").
    enum class Form { Whole, Skin };
    Examined who;
    std::string target;
    std::uint64_t seed = 1;
    Form form = Form::Whole;
};

/// A needling experiment as docs/studies.md explains it.
struct StudyWanted {
    std::string protocol;
    std::optional<int> bodies;         ///< else as the protocol says
    std::optional<std::uint64_t> seed; ///< likewise
};

/// One needle on a person's body, said as `filiform needle` takes it. Empty: not said.
struct NeedleWanted {
    Examined who;
    std::string entry, direction, stop, needle, target;
    std::optional<double> depth_mm;
    std::uint64_t seed = 1;
};

/// Whom something of the clinical library is for: what is a patient's to read, or all of it.
enum class Reader { Clinician, Patient };

/// A consultation as far as it has come; nothing of it need be in the record.
struct WeighWanted {
    Examined who;                      ///< the answers so far, and of the patient what is known
    std::optional<double> age_years{}; ///< where the birth date is not known
    Reader reader = Reader::Clinician;
};

/// What the library makes of an assessment, as the record keeps it.
struct Conclusion {
    record::ScreeningResult screening;
    std::vector<record::Assessment::Cause> causes; ///< the leading one first
};

/// A body as a browser draws it.
struct BodyScene {
    std::string digest; ///< SHA-256 of the bytes
    std::string bytes;  ///< glTF 2.0 binary, see report/scene_glb.h
};

/// A picture of one needle, on a plane through it.
struct SectionWanted {
    enum class View { Along, Across, Target };
    NeedleWanted needle;
    View view = View::Along;
    int width_px = 500;
    bool is_dark = false; ///< for a dark page
};

/// A needle that somebody set by hand for a target of a plan.
struct PathWanted {
    NeedleWanted needle; ///< with its target
    std::string body;    ///< digest of the body that the plan was made on; empty: not known
    std::string reason;  ///< why a needle of caution is set all the same; may be empty
};

/// Such a needle, judged, as the plan keeps it.
struct PathMade {
    record::ChosenPath path;
    /// What the reason answers for, "needle.caution.piriformis.right"; empty where it needs none.
    std::string override_rule;
    /// Pictures of the needle, "figures/TARGET-along.png", and their bytes.
    std::vector<record::Document> documents;
    std::vector<store::Blob> blobs;
};

/// The review of an episode of care: did it help?
struct ReviewWanted {
    enum class Form {
        Course,   ///< what the record has to say, and nobody's name: JSON ("filiform.course/1")
        Progress, ///< what is made of it: JSON ("filiform.progress/1")
        Graph,    ///< one glance, SVG
        Letter,   ///< for the patient and their doctor, PDF
    };
    base::Zone zone; ///< the clinic's
    base::Instant now{};
    record::EntryId episode{};
    record::Care care{}; ///< the patient's, of every episode
    std::vector<record::Known<record::Outcome>> outcomes{};
    std::vector<record::Known<record::Appointment>> appointments{};
    // What is said at the review; what is empty was not.
    std::string follow{}; ///< the instrument the forecast is about
    std::optional<double> goal{};
    std::string goal_on{}; ///< a day
    std::map<std::string, bool> findings{};
    Form form = Form::Progress;
};

/// Work that the server asks for and does not know how to do: whoever opens it hands this over, so
/// that serving a record links no planner. What is not handed over answers job.unavailable.
/// Threads: any.
struct Workshop {
    /// A patient who must not be needled gets a plan that says so. Problems: those of the answers;
    /// plan.person (what has to be known of the patient); plan.cancelled; those of care.
    std::function<base::Checked<PlanMade>(const PlanWanted&, JobProgress&)> make_plan;
    /// Makes the body that needles are judged on, and answers what it is, as JSON.
    std::function<base::Checked<std::string>(const Examined&, JobProgress&)> make_body;
    /// The map with its picture and its figures, or what paints a skin with it, as JSON.
    std::function<base::Checked<std::string>(const MapWanted&, JobProgress&)> make_map;
    /// What a study found, as JSON ("filiform.study/1"). Problems: study.many (more bodies than a
    /// server draws).
    std::function<base::Checked<std::string>(const StudyWanted&, JobProgress&)> run_study;
    /// Judges one needle on a body that was made before ("filiform.needle/1"): fast enough to be
    /// asked while the needle is dragged. Problems: body.not_ready (no job has made that body, or
    /// others took its place since); those of a needle, each at its member: "#/entry".
    std::function<base::Checked<std::string>(const NeedleWanted&)> judge_needle;
    /// What a body that was made before has to say of itself ("filiform.body_view/1").
    /// Problems: body.not_ready, and what has to be known of the patient.
    std::function<base::Checked<std::string>(const Examined&)> describe_body;
    /// The same body as a scene; made when it is first asked for, and kept. Never null.
    std::function<base::Checked<std::shared_ptr<const BodyScene>>(const Examined&)> body_scene;
    /// A PNG of a needle, judged as judge_needle does. Problems: those of judge_needle;
    /// section.view (a picture of the target where none is meant).
    std::function<base::Checked<std::string>(const SectionWanted&)> draw_section;
    /// Judges a needle that is to stand in a plan, as judge_needle does and by the patient's
    /// screening. Problems: those of judge_needle; body.changed (the plan was made on another
    /// body); path.barred (the screening lets nobody needle there, or not with that needle);
    /// path.refused with every reason of a verdict worse than caution, at "#"; path.reason (a
    /// caution, and no reason).
    std::function<base::Checked<PathMade>(const PathWanted&)> judge_path;
    /// Screens a patient by the clinical library. Problems: those of its check of answers.
    std::function<base::Checked<chart::Screening>(const chart::Consultation&)> screen;
    /// A shelf of the library ("filiform.library/1"): questions, rules, causes, care, targets,
    /// claims, sources, advice, regions, needles. The same for as long as the program runs.
    std::function<base::Checked<std::string>(const std::string& shelf, Reader)> read_shelf;
    /// Screens and weighs, and says all of it ("filiform.consultation/1"): fast enough to be asked
    /// with every answer. Problems: those of its check of answers and decisions, each at its
    /// member:
    /// "#/answers/slr.right", "#/particulars/birthDate".
    std::function<base::Checked<std::string>(const WeighWanted&)> weigh;
    /// What is kept with an assessment that is written. A particular of the patient that cannot be,
    /// as one that is missing, is not known: it is asked for.
    /// Problems: those of its check of answers and decisions, at the assessment's members.
    std::function<base::Checked<Conclusion>(const Examined&, base::Instant at)> conclude;
    /// The same of a visit: `ground` is what the plan rests on, `today` what was asked again. What
    /// is asked at every visit and was not answered today is not known. Problems: as `conclude`.
    std::function<base::Checked<record::ScreeningResult>(
        const Examined& ground, const std::map<std::string, chart::Answer>& today,
        base::Instant at)>
        conclude_visit;
    /// Reviews an episode. Problems: review.no_score (nothing that a forecast could follow was
    /// scored yet); those of outcomes::read_course, at the members "#/goal/value" and the like.
    std::function<base::Checked<std::string>(const ReviewWanted&)> review;
    /// The same as the record keeps it: what follows from what was said. Problems: those of
    /// `review`.
    std::function<base::Checked<record::ProgressReview>(const ReviewWanted&)> conclude_review;
    /// The statement of the library of that id; nothing when there is none.
    struct Statement {
        std::string digest;   ///< of it as it stands
        bool is_rule = false; ///< a screening rule, which a clinic may make stricter
    };
    std::function<std::optional<Statement>(std::string_view)> find_statement;
    /// The trials behind the library, and other people's.
    EvidenceShop evidence;
    /// Whether the library would be stricter with it; a word that it says already, or more, is not.
    std::function<bool(const chart::StricterRule&)> is_stricter;
    /// Whether a finding, with its side, is asked of patients; the rest is examined, or unknown.
    std::function<bool(std::string_view)> is_asked;
    std::string version = "0"; ///< of the program
};

} // namespace filiform::server
