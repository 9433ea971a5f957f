// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/structure.h"

namespace filiform::anatomy {

/// A number of data/anatomy/import.yaml with what speaks for it.
struct ImportSetting {
    std::string key; ///< "skin.surface"
    double value = 0;
    std::string unit;
    std::string mark;    ///< seen, calc, recalled, proposal
    std::string because; ///< in words
    std::vector<chart::SourceId> sources;
};

/// The value of `key`, in its unit. Asking for a key that is not in the file is our mistake.
[[nodiscard]] double import_setting(std::string_view key);

/// All settings, sorted by key.
[[nodiscard]] const std::vector<ImportSetting>& import_settings();

/// How large a structure may be, whole: (low, high) in millilitres.
struct PlausibleVolume {
    chart::StructureId id;
    double low_ml = 0;
    double high_ml = 0;
};
[[nodiscard]] const std::vector<PlausibleVolume>& plausible_volumes();

/// A structure that plans care about. It lies near `beside`: when that is cut or absent, so is it.
struct WantedStructure {
    chart::StructureId id;
    std::vector<chart::StructureId> beside;
};
[[nodiscard]] const std::vector<WantedStructure>& wanted_structures();

} // namespace filiform::anatomy
