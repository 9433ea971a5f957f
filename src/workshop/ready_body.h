// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "anatomy/body.h"
#include "needle/perturbation.h"
#include "needle/rules.h"
#include "server/workshop.h"

namespace filiform::workshop {

/// A body with what judging needles on it again and again takes: the errors of many needlings,
/// which cost far more to draw than a needle to judge.
///
/// Threads: any.
class ReadyBody {
  public:
    /// `digest`: of the body before acupuncture points were added to it, as plans name it.
    ReadyBody(anatomy::Body body, std::string digest, const needle::Limits& limits);

    [[nodiscard]] const anatomy::Body& body() const { return body_; }
    [[nodiscard]] const std::string& digest() const { return digest_; }
    /// What it keeps in memory, with the errors of one seed and the scene once it was asked for,
    /// near enough.
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

    /// The errors of a seed; those of the last seed are kept. Another one costs as much as some
    /// tens of needles.
    [[nodiscard]] std::shared_ptr<const needle::PerturbationTable> table(std::uint64_t seed) const;

    /// The body as a browser draws it, without a needle; made when it is first asked for. Never
    /// null.
    [[nodiscard]] std::shared_ptr<const server::BodyScene> scene() const;

  private:
    anatomy::Body body_;
    std::string digest_;
    needle::Limits limits_;
    mutable std::atomic<std::size_t> bytes_ = 0;
    mutable std::mutex mutex_;
    mutable std::uint64_t seed_ = 0;
    mutable std::shared_ptr<const needle::PerturbationTable> table_;
    mutable std::mutex scene_mutex_;
    mutable std::shared_ptr<const server::BodyScene> scene_;
};

/// What a body's fields and pictures keep in memory.
[[nodiscard]] std::size_t bytes_of(const anatomy::Body& body);

} // namespace filiform::workshop
