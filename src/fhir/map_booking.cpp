// SPDX-License-Identifier: Apache-2.0
#include "fhir/maps.h"

namespace filiform::fhir {

namespace {

using record::Appointment;

struct Participant {
    ResourceType type = ResourceType::Patient;
    record::EntryId id;
    std::string status;
};

std::vector<Participant> participants_of(const Appointment& appointment) {
    // A wish that nobody has agreed to yet.
    const bool is_open = appointment.status == Appointment::Status::Proposed;
    std::vector<Participant> all;
    all.push_back({ResourceType::Patient, appointment.patient, "accepted"});
    all.push_back({ResourceType::Practitioner, appointment.practitioner,
                   is_open ? "needs-action" : "accepted"});
    all.push_back(
        {ResourceType::Location, appointment.room, is_open ? "needs-action" : "accepted"});
    std::erase_if(all, [](const Participant& one) { return one.id.is_empty(); });
    return all;
}

void map_participant(Elements& elements, Participant& participant) {
    elements.typed_reference("actor", participant.type, participant.id);
    elements.text("status", participant.status);
}

record::EntryId* seat_of(Appointment& appointment, ResourceType type) {
    if (type == ResourceType::Patient)
        return &appointment.patient;
    if (type == ResourceType::Practitioner)
        return &appointment.practitioner;
    if (type == ResourceType::Location)
        return &appointment.room;
    return nullptr;
}

/// Puts who was sent where they belong; one of each type, and none who has not agreed to what is
/// booked.
void seat(Elements& elements, Appointment& appointment,
          const std::vector<Participant>& participants) {
    for (const Participant& one : participants) {
        record::EntryId* place = seat_of(appointment, one.type);
        if (place == nullptr || !place->is_empty()) {
            elements.refuse("participant",
                            "The record keeps one patient, one practitioner and one room.",
                            "Book others by themselves.");
            continue;
        }
        *place = one.id;
        const bool may_wait = appointment.status == Appointment::Status::Proposed;
        const bool waits = one.status == "needs-action" || one.status == "tentative";
        if (one.status != "accepted" && !(may_wait && waits))
            elements.refuse("participant",
                            "The status of a participant does not agree with the appointment's.",
                            "Send \"accepted\", or a proposed appointment.");
    }
}

} // namespace

CarriedFields map_noun(Elements& elements, Appointment& appointment, Envelope& envelope) {
    static constexpr auto statuses = record::worded<Appointment::Status::NoShow>(
        "proposed", "booked", "arrived", "fulfilled", "cancelled", "noshow");
    CarriedFields carried{
        {"patient", "participant.where(actor.reference.startsWith('Patient'))"},
        {"practitioner", "participant.where(actor.reference.startsWith('Practitioner'))"},
        {"room", "participant.where(actor.reference.startsWith('Location'))"},
        {"start", "start"},
        {"end", "end"},
        {"visit", "appointmentType"},
        {"reason", "reasonCode[0].text"},
    };
    map_status(elements, "status", appointment.status, statuses, envelope, carried);
    // FHIR has a reason only for what did not take place.
    if (appointment.status == Appointment::Status::Cancelled ||
        appointment.status == Appointment::Status::NoShow) {
        if (envelope.state != record::State::Mistaken) {
            elements.text("cancelationReason.text", appointment.cancelled_why);
            carried.push_back({"cancelledWhy", "cancelationReason.text"});
        }
    }
    elements.coded_choice("appointmentType", appointment.visit, "visit");
    elements.text("reasonCode[].text", appointment.reason);
    elements.moment("start", appointment.start);
    elements.moment("end", appointment.end);
    std::vector<Participant> participants;
    if (elements.is_writing())
        participants = participants_of(appointment);
    elements.each("participant", participants, map_participant);
    elements.rest_of("", "appointment", appointment, carried);
    if (!elements.is_writing())
        seat(elements, appointment, participants);
    return carried;
}

CarriedFields map_noun(Elements& elements, record::Task& task, Envelope& envelope) {
    using record::Task;
    static constexpr auto statuses = record::worded<Task::Status::Cancelled>(
        "requested", "in-progress", "completed", "cancelled");
    static constexpr auto priorities =
        record::worded<Task::Priority::Urgent>("routine", "asap", "urgent");
    CarriedFields carried{
        {"patient", "for"},
        {"what", "code"},
        {"text", "description"},
        {"about", "focus"},
        {"due", "restriction.period.end"},
        {"priority", "priority"},
        {"assignedTo", "owner"},
        {"doneAt", "executionPeriod.end"},
        {"result", "output[0].valueString"},
    };
    map_status(elements, "status", task.status, statuses, envelope, carried);
    elements.fixed("intent", "order");
    elements.choice("priority", task.priority, priorities);
    elements.coded_choice("code", task.what, "task-what");
    elements.text("description", task.text);
    elements.any_reference("focus", task.about);
    elements.reference("for", ResourceType::Patient, task.patient);
    elements.moment("executionPeriod.end", task.done_at);
    elements.any_reference("owner", task.assigned_to);
    elements.moment("restriction.period.end", task.due);
    elements.text("output[type.text=result].valueString", task.result);
    elements.rest_of("", "task", task, carried);
    return carried;
}

CarriedFields map_noun(Elements& elements, record::Stock& stock, Envelope& envelope) {
    using record::Stock;
    const CarriedFields carried{
        {"product", "deviceName[0].name"},
        {"manufacturer", "manufacturer"},
        {"diameterMm", "property.where(type.text='diameter').valueQuantity"},
        {"lengthMm", "property.where(type.text='length').valueQuantity"},
        {"lot", "lotNumber"},
        {"deviceId", "udiCarrier[0].carrierHRF"},
        {"expiry", "expirationDate"},
        {"status", "statusReason[0]"},
        {"note", "note[0].text"},
    };
    elements.text("udiCarrier[].carrierHRF", stock.device_id);
    elements.coded_choice("statusReason[]", stock.status, "stock-status");
    if (envelope.state == record::State::Mistaken)
        elements.fixed("status", "entered-in-error");
    else
        elements.derived("status",
                         stock.status.value_or(Stock::Status::InUse) == Stock::Status::InUse
                             ? "active"
                             : "inactive");
    if (!stock.status && !elements.is_writing())
        stock.status = Stock::Status::InUse; // what is active and says no more
    elements.text("manufacturer", stock.manufacturer);
    elements.day("expirationDate", stock.expiry);
    elements.text("lotNumber", stock.lot);
    elements.text("deviceName[].name", stock.product);
    if (!stock.product.empty())
        elements.fixed("deviceName[].type", "user-friendly-name");
    elements.derived("type.text", "needle");
    elements.quantity("property[type.text=diameter].valueQuantity[]", stock.diameter_mm, "mm");
    elements.quantity("property[type.text=length].valueQuantity[]", stock.length_mm, "mm");
    elements.text("note[].text", stock.note);
    elements.rest_of("", "stock", stock, carried);
    return carried;
}

} // namespace filiform::fhir
