// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/complaints.h"
#include "record/nouns.h"

/// The rules behind `forbidden_step` (record/noun.h): what signing asks for, and what may follow
/// what while an entry is open.
namespace filiform::record {

void check_signing(Complaints& complaints, const Assessment& assessment);
void check_signing(Complaints& complaints, const Plan& plan);
void check_signing(Complaints& complaints, const Session& session);
void check_signing(Complaints& complaints, const AdverseEvent& event);

void check_change(Complaints& complaints, const Clinic& before, const Clinic& after);
void check_change(Complaints& complaints, const Patient& before, const Patient& after);
void check_change(Complaints& complaints, const Task& before, const Task& after);
void check_change(Complaints& complaints, const Appointment& before, const Appointment& after);
void check_change(Complaints& complaints, const Message& before, const Message& after);
void check_change(Complaints& complaints, const Stock& before, const Stock& after);

} // namespace filiform::record
