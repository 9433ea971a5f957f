// SPDX-License-Identifier: Apache-2.0
#include "server/clinic_figures.h"

#include <mutex>

#include "base/expects.h"
#include "quality/follow.h"

namespace filiform::server {

struct ClinicFigures::Kept {
    std::mutex mutex;
    quality::Followed followed;
    quality::PublishedRates rates;
};

ClinicFigures::ClinicFigures(store::Store& store) : store_(store), kept_(std::make_unique<Kept>()) {
    auto rates = quality::carried_published_rates();
    base::expects(rates.has_value(), "the program carries published rates that can be read");
    kept_->rates = *std::move(rates);
}

ClinicFigures::~ClinicFigures() = default;

base::Result<quality::Figures> ClinicFigures::of(const quality::Wanted& wanted) {
    quality::Figures figures;
    const auto looked = look([&](const quality::Ledger& ledger) {
        figures = quality::figures(ledger, wanted, kept_->rates);
    });
    if (!looked)
        return tl::unexpected(looked.error());
    return figures;
}

base::Result<void>
ClinicFigures::look(const std::function<void(const quality::Ledger& ledger)>& at) {
    const std::lock_guard lock(kept_->mutex);
    if (auto followed = quality::follow_all(store_, kept_->followed); !followed)
        return tl::unexpected(followed.error());
    at(kept_->followed.ledger);
    return {};
}

} // namespace filiform::server
