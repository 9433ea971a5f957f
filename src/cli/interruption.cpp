// SPDX-License-Identifier: Apache-2.0
#include "cli/interruption.h"

#include <atomic>

namespace filiform::cli {

namespace {

std::atomic<int> came{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may set it");

extern "C" void remember_signal(int signal) {
    came = signal;
}

} // namespace

Interruption::Interruption() {
    came = 0;
    struct sigaction waiting {};
    waiting.sa_handler = remember_signal;
    waiting.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < signals_.size(); ++i) {
        ::sigaction(signals_[i], nullptr, &before_[i]);
        if (before_[i].sa_handler != SIG_IGN)
            ::sigaction(signals_[i], &waiting, nullptr);
    }
}

Interruption::~Interruption() {
    for (std::size_t i = 0; i < signals_.size(); ++i)
        ::sigaction(signals_[i], &before_[i], nullptr);
    if (const int signal = came.exchange(0); signal != 0)
        ::raise(signal);
}

bool Interruption::has_come() {
    return came != 0;
}

} // namespace filiform::cli
