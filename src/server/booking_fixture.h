// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/record_fixture.h"
#include "server/server_fixture.h"

/// For tests of bookings and calendars.
namespace filiform::server {

/// A clinic in Madrid on 2 November 2026, with one practitioner, one room and two patients; what is
/// booked is for Monday, 9 November.
class ClinicInMadrid : public Clinic {
  public:
    ClinicInMadrid() {
        now_ = record::fixture::moment("2026-11-02T12:00:00Z");
        put_noun("clinic-1", record::fixture::clinic());
        put_noun("practitioner-1", record::fixture::practitioner());
        put_noun("room-1", record::fixture::room());
        put_noun("patient-1", record::fixture::patient());
        put_noun("patient-2", record::fixture::patient());
    }
};

} // namespace filiform::server
