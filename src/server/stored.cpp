// SPDX-License-Identifier: Apache-2.0
#include "server/stored.h"

namespace filiform::server {

base::Result<std::optional<record::Known<record::Clinic>>> find_clinic(store::Store& store) {
    store::Query query;
    query.kind = record::Kind::Clinic;
    auto all = all_of<record::Clinic>(store, query);
    if (!all)
        return tl::unexpected(all.error());
    if (all->empty())
        return std::optional<record::Known<record::Clinic>>();
    return std::optional(std::move(all->front()));
}

base::Result<base::Zone> clinic_zone(store::Store& store) {
    const auto clinic = find_clinic(store);
    if (!clinic)
        return tl::unexpected(clinic.error());
    if (*clinic)
        if (auto zone = base::find_zone((*clinic)->noun.time_zone))
            return zone;
    return base::find_zone("UTC");
}

base::Result<std::int64_t> last_place(store::Store& store) {
    std::int64_t known = 0; // something lies behind, or nothing was ever written
    std::int64_t step = 1;
    bool is_growing = true;
    while (step > 0) {
        const auto behind = store.happened_after(known + step - 1, 1);
        if (!behind)
            return tl::unexpected(behind.error());
        is_growing = is_growing && !behind->empty();
        if (!behind->empty())
            known = behind->front().place;
        step = is_growing ? step * 2 : step / 2;
    }
    return known;
}

} // namespace filiform::server
