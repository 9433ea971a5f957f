// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <map>
#include <memory>
#include <mutex>

#include "server/desk.h"
#include "server/examined.h"

namespace filiform::server {

namespace {

struct ShelfRoute {
    const char* name;
    const char* about;
    bool is_for_patients;
};
constexpr std::array shelf_routes{
    ShelfRoute{"questions",
               "Everything that is asked and examined, in the order of a consultation; for a "
               "patient what is asked of them.",
               true},
    ShelfRoute{"rules", "When nobody must be needled, or only so far, and who else must see them.",
               false},
    ShelfRoute{"causes", "What may be behind the pain, and how much each finding tells.", false},
    ShelfRoute{"care",
               "What can be done about the pain, how sure that is, and what guidelines say of it.",
               true},
    ShelfRoute{"targets", "When a muscle is worth a needle, and how it is needled.", false},
    ShelfRoute{"claims", "What became of each claim of the articles the program began with.",
               false},
    ShelfRoute{"sources",
               "What each key that is cited stands for; for a patient those cited in "
               "what they may read.",
               true},
    ShelfRoute{"advice",
               "What patients are told and may want to know, and the clinician's lists for a "
               "visit; for a patient what is theirs.",
               true},
    ShelfRoute{"regions", "The parts of the body as rules name them.", false},
    ShelfRoute{"needles", "The needles of the drawer.", false},
    ShelfRoute{"measures",
               "What can be measured of a body that is made from it, and what the labels of a scan "
               "can mean.",
               false},
};

/// Shelves as they were read first; they stay as they are for as long as the program runs.
class KeptShelves {
  public:
    /// Problems: those of the workshop.
    base::Checked<std::shared_ptr<const Content>> find(const Workshop& shop,
                                                       const std::string& name, Reader reader) {
        const std::lock_guard lock(mutex_);
        std::shared_ptr<const Content>& kept = kept_[{name, reader}];
        if (!kept) {
            auto read = shop.read_shelf(name, reader);
            if (!read)
                return tl::unexpected(read.error());
            kept = std::make_shared<const Content>(
                content_of("application/json", *std::move(read), "private, no-cache"));
        }
        return kept;
    }

  private:
    std::mutex mutex_;
    std::map<std::pair<std::string, Reader>, std::shared_ptr<const Content>> kept_;
};

Answer shelf(const Desk& desk, const Call& call, KeptShelves& kept, const std::string& name) {
    if (!desk.workshop.read_shelf)
        return refusal(call.request, no_planner());
    const auto found =
        kept.find(desk.workshop, name,
                  call.caller.role == record::Role::Patient ? Reader::Patient : Reader::Clinician);
    if (!found)
        return refusal(call.request, found.error());
    return content_answer(call.request, **found);
}

} // namespace

void add_library_routes(Routes& routes, const Desk& desk) {
    using record::Role;
    const auto kept = std::make_shared<KeptShelves>();
    for (const ShelfRoute& one : shelf_routes) {
        std::vector<Role> who{Role::Clinician, Role::Lead};
        if (one.is_for_patients)
            who.push_back(Role::Patient);
        who.push_back(Role::Integrator);
        const std::string name = one.name;
        routes.push_back(
            {Method::Get,
             "/api/v1/library/" + name,
             one.about,
             false,
             std::move(who),
             "",
             {{"If-None-Match", "An ETag: 304 if the library still says the same.",
               R"({"type":"string"})", true, false}},
             {{200, {"The shelf.", R"({"$ref":"#/components/schemas/library-)" + name + R"("})"}},
              {304, {"It is unchanged.", ""}},
              {501, {"This server has no library.", "", "application/problem+json"}}},
             [desk, kept, name](const Call& call) { return shelf(desk, call, *kept, name); }});
    }
}

} // namespace filiform::server
