// SPDX-License-Identifier: Apache-2.0
#include "exchange/import_fhir.h"

#include <algorithm>
#include <set>

#include "fhir/collection.h"
#include "server/fhir_lookups.h"
#include "server/record_writes.h"

namespace filiform::exchange {

namespace {

using fhir::BundleEntry;
using fhir::ResourceType;
using record::Kind;

constexpr std::string_view uuid_prefix = "urn:uuid:";

std::string entry_place(const BundleEntry& entry) {
    return "Bundle.entry[" + std::to_string(entry.place) + "]";
}

/// "Patient.name" of an entry's resource → "Bundle.entry[3].resource.name".
std::string place_in(const BundleEntry& entry, const std::string& path) {
    const bool is_below = path.starts_with(entry.type);
    return entry_place(entry) + ".resource" +
           (is_below       ? path.substr(entry.type.size())
            : path.empty() ? ""
                           : " " + path);
}

/// How a resource becomes part of the record.
enum class Role { Whole, Read, Shown, Document, LeftOut, Unknown };

struct Part {
    BundleEntry entry;
    std::optional<ResourceType> type;
    record::EntryId id; ///< in the record
    Role role = Role::Unknown;
    record::EntryId shown_from;
    std::optional<Kind> kind; ///< that it becomes
};

class BundleImport {
  public:
    BundleImport(store::Store& store, const ImportOrder& order)
        : store_(store), order_(order), lookups_(store, ""), intake_(store, order) {}

    base::Checked<Imported> bring(std::string_view bundle) {
        auto entries = fhir::read_entries(bundle);
        if (!entries)
            return tl::unexpected(entries.error());
        for (BundleEntry& entry : *entries)
            parts_.push_back(begun(std::move(entry)));
        for (Part& part : parts_)
            if (part.role == Role::Unknown)
                part.role = role_of(part);
        for (Part& part : parts_)
            rename(part);
        // Questionnaires first: answers are read by what was asked.
        for (const bool is_first : {true, false})
            for (const Part& part : parts_)
                if ((part.kind == Kind::Instrument) == is_first)
                    take(part);
        for (const Part& part : parts_)
            if (part.role == Role::Shown && problems_.empty())
                compare(part);
        if (!problems_.empty())
            return tl::unexpected(problems_);
        auto imported = intake_.finish();
        if (imported) {
            imported->shown = count(Role::Shown);
            imported->left_out = count(Role::LeftOut);
        }
        return imported;
    }

  private:
    [[nodiscard]] std::int64_t count(Role role) const {
        return std::count_if(parts_.begin(), parts_.end(),
                             [&](const Part& part) { return part.role == role; });
    }

    /// What resources depend on; patients and episodes belong to the clinic that comes with them.
    [[nodiscard]] fhir::Context context() const {
        fhir::Context context = lookups_.context();
        if (!clinic_.is_empty())
            context.clinic = clinic_;
        return context;
    }

    /// What can be said of an entry by itself.
    Part begun(BundleEntry entry) {
        Part part;
        part.type = fhir::find_type(entry.type);
        part.id = id_of(entry);
        const auto& left_out = order_.left_out;
        if (std::find(left_out.begin(), left_out.end(), entry.type) != left_out.end()) {
            part.role = Role::LeftOut;
        } else if (entry.type == "Binary") {
            part.role = Role::Document;
        } else if (fhir::is_whole(entry.resource)) {
            part.role = Role::Whole;
            if (const auto whole = fhir::read_whole(entry.resource))
                part.kind = whole->kind;
        } else if (part.type && fhir::facts(*part.type).written_as) {
            // Still Unknown: it may also be a part of another entry, as a plan's pages are.
            part.kind = fhir::facts(*part.type).written_as;
        }
        if (part.kind)
            carried_.emplace(part.id, *part.kind);
        if (part.kind == Kind::Clinic)
            clinic_ = part.id;
        if (part.type == ResourceType::QuestionnaireResponse)
            answered_.insert(part.id);
        part.entry = std::move(entry);
        return part;
    }
    static record::EntryId id_of(const BundleEntry& entry) {
        if (!entry.id.empty())
            return id_of_foreign(entry.id);
        if (entry.full_url.starts_with(uuid_prefix))
            return id_of_foreign(std::string_view(entry.full_url).substr(uuid_prefix.size()));
        return id_of_foreign(entry.full_url.empty() ? "content " + entry.resource
                                                    : "address " + entry.full_url);
    }

    /// Whether it follows from an entry that came whole, can be read itself, or neither.
    Role role_of(Part& part) const {
        if (!part.type)
            return Role::Unknown;
        const fhir::TypeFacts& facts = fhir::facts(*part.type);
        for (const fhir::Origin& origin : fhir::origins_of(part.id.text())) {
            const auto carried = carried_.find(origin.entry);
            const bool is_of_it =
                carried != carried_.end() && std::find(facts.kinds.begin(), facts.kinds.end(),
                                                       carried->second) != facts.kinds.end();
            const bool is_part = !origin.part.empty();
            const bool is_score =
                part.type == ResourceType::Observation && answered_.contains(part.id);
            if (is_of_it && (is_part || is_score || !facts.written_as)) {
                part.shown_from = origin.entry;
                return Role::Shown;
            }
        }
        return facts.written_as ? Role::Read : Role::Unknown;
    }

    /// Gives references that meant it the name it has in the record.
    void rename(Part& part) {
        if (part.role != Role::Read && part.role != Role::Whole)
            return;
        if (part.role == Role::Read && part.kind == Kind::Patient)
            find_patient(part);
        const std::string name = part.entry.type + "/" + part.id.text();
        if (!part.entry.full_url.empty())
            names_[part.entry.full_url] = name;
        if (!part.entry.id.empty())
            names_[part.entry.type + "/" + part.entry.id] = name;
        lookups_.announce(part.id, *part.kind);
    }

    /// A patient whose number the record knows is the patient it knows.
    void find_patient(Part& part) {
        auto received = fhir::read_resource(part.entry.resource, context());
        if (!received || store_.find(part.id))
            return; // what is wrong with it is said when it is taken
        const auto known = known_patient(store_, std::get<record::Patient>(received->noun));
        if (!known)
            return complain(part, {known.error()});
        if (*known)
            part.id = **known;
    }

    void complain(const Part& part, base::Problems problems) {
        for (base::Problem& problem : problems) {
            problem.where = place_in(part.entry, problem.where);
            problems_.push_back(std::move(problem));
        }
    }
    [[nodiscard]] std::string renamed(const Part& part) const {
        return fhir::rename_references(
            part.entry.resource, part.id.text(),
            [this](const std::string& reference) -> std::optional<std::string> {
                const auto found = names_.find(reference);
                return found == names_.end() ? std::nullopt : std::optional(found->second);
            });
    }

    void take(const Part& part) {
        switch (part.role) {
        case Role::Whole:
            return take_whole(part);
        case Role::Read:
            return take_resource(part);
        case Role::Document:
            return take_document(part);
        case Role::Unknown:
            return problems_.push_back(
                {"fhir.unholdable", entry_place(part.entry),
                 "The record keeps no resource of type " + part.entry.type + ".",
                 "Import with --leave-out " + part.entry.type + " to go on without them."});
        case Role::Shown:
        case Role::LeftOut:
            return;
        }
    }
    void take_document(const Part& part) {
        auto blob = fhir::read_binary(part.entry.resource);
        if (!blob)
            return complain(part, blob.error());
        keep(part, *std::move(blob));
    }
    void keep(const Part& part, fhir::ReceivedBlob blob) {
        if (!server::is_kept_type(blob.media_type))
            return complain(part, {{"fhir.unholdable", "", "This type of document is not kept.",
                                    "PDF, PNG, JPEG, JSON, GLB or plain text."}});
        intake_.add(store::Blob{std::move(blob.media_type), std::move(blob.bytes)});
    }
    void take_whole(const Part& part) {
        auto whole = fhir::read_whole(part.entry.resource);
        if (!whole)
            return complain(part, whole.error());
        add({part.id, whole->state, std::move(whole->noun),
             [part](const std::string& at) { return place_in(part.entry, at); }});
    }
    void take_resource(const Part& part) {
        auto received = fhir::read_resource(renamed(part), context());
        if (!received)
            return complain(part, received.error());
        for (fhir::ReceivedBlob& blob : received->blobs)
            keep(part, std::move(blob));
        received->blobs.clear();
        if (const auto* instrument = std::get_if<record::Instrument>(&received->noun))
            lookups_.announce(part.id, *instrument);
        const record::State state = received->state;
        record::Noun noun = received->noun;
        add({part.id, state, std::move(noun),
             [part, kept = *std::move(received)](const std::string& at) {
                 return place_in(part.entry, fhir::path_in(kept, at));
             }});
    }
    void add(Incoming incoming) {
        came_[incoming.id] = {incoming.state, incoming.noun};
        intake_.add(std::move(incoming));
    }

    /// Holds a resource against the entry that it is shown from.
    void compare(const Part& part) {
        const auto came = came_.find(part.shown_from);
        if (came == came_.end())
            return;
        auto [shown, is_new] = shown_.try_emplace(part.shown_from);
        if (is_new) {
            record::Entry entry;
            entry.id = part.shown_from;
            entry.kind = record::kind_of(came->second.second);
            entry.version = 1;
            entry.state = came->second.first;
            shown->second = fhir::resources_of(entry, came->second.second, context());
        }
        for (const fhir::Resource& one : shown->second)
            if (one.type == part.type && one.id == part.id.text() &&
                fhir::is_same_but_meta(one.json, renamed(part)))
                return;
        problems_.push_back({"fhir.disagrees", entry_place(part.entry),
                             "This says something else than the entry it is shown from.",
                             "Change the entry, or leave this out."});
    }

    store::Store& store_;
    const ImportOrder& order_;
    server::FhirLookups lookups_;
    Intake intake_;
    record::EntryId clinic_; ///< that came
    std::vector<Part> parts_;
    std::map<record::EntryId, Kind> carried_;
    std::set<record::EntryId> answered_;
    std::map<std::string, std::string> names_;
    std::map<record::EntryId, std::pair<record::State, record::Noun>> came_;
    std::map<record::EntryId, std::vector<fhir::Resource>> shown_;
    base::Problems problems_;
};

} // namespace

base::Checked<Imported> import_fhir(store::Store& store, std::string_view bundle,
                                    const ImportOrder& order) {
    return BundleImport(store, order).bring(bundle);
}

} // namespace filiform::exchange
