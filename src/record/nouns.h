// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything the record holds, a header for each family of nouns.
#include "record/adverse_event.h"
#include "record/assessment.h"
#include "record/booking.h"
#include "record/clinic.h"
#include "record/consent.h"
#include "record/message.h"
#include "record/outcome.h"
#include "record/patient.h"
#include "record/plan.h"
#include "record/progress_review.h"
#include "record/rule_review.h"
#include "record/session.h"
#include "record/stock.h"
#include "record/task.h"
#include "record/trial_addition.h"
