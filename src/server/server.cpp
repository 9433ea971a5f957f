// SPDX-License-Identifier: Apache-2.0
#include "server/server.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/desk.h"

namespace filiform::server {

namespace {

constexpr std::size_t kept_jobs = 256;

base::Instant system_now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

class OpenServer final : public Server {
  public:
    OpenServer(store::Store& store, const ServerOptions& options)
        : store_(store), clock_(options.clock ? options.clock : system_now), log_(options.log),
          people_(store.accounts(), store.audit(), options.people), workshop_(options.workshop),
          jobs_(options.most_jobs, kept_jobs, clock_),
          router_(every_route(
              {store, people_, metrics_, log_, clock_, jobs_, workshop_, options.public_address})),
          gate_({router_, people_, store.audit(), metrics_, log_, clock_}, options.gate) {}

    ~OpenServer() override { stop(); }

    base::Result<void> start(const ListenerOptions& options) {
        auto listener =
            Listener::open(options, [this](Request request) { return answer(std::move(request)); });
        if (!listener)
            return tl::unexpected(listener.error());
        listener_ = std::move(*listener);
        metrics_.watch("connections", "Open connections.",
                       [this] { return static_cast<double>(listener_->connections()); });
        metrics_.watch("requests_at_work", "Requests that wait for a worker or are with one.",
                       [this] { return static_cast<double>(listener_->at_work()); });
        metrics_.watch("jobs_waiting", "Jobs that wait.",
                       [this] { return static_cast<double>(jobs_.waiting()); });
        tidier_ = std::thread([this] { tidy_now_and_then(); });
        return {};
    }

    std::uint16_t port() const override { return listener_->port(); }
    People& people() override { return people_; }
    Answer answer(Request request) override { return gate_.answer(std::move(request)); }
    const std::vector<Route>& routes() const override { return router_.routes(); }

    void stop() override {
        {
            const std::lock_guard lock(mutex_);
            if (is_stopping_)
                return;
            is_stopping_ = true;
        }
        wake_.notify_all();
        if (listener_)
            listener_->stop();
        if (tidier_.joinable())
            tidier_.join();
        if (const auto settled = store_.audit().settle(); !settled)
            log_.say("error", "the audit could not be settled", {{"problem", settled.error().code}},
                     clock_());
    }

  private:
    void tidy_now_and_then() {
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, std::chrono::minutes(10), [&] { return is_stopping_; })) {
            lock.unlock();
            people_.tidy(clock_());
            lock.lock();
        }
    }

    store::Store& store_;
    std::function<base::Instant()> clock_;
    Log log_;
    Metrics metrics_;
    People people_;
    Workshop workshop_;
    Jobs jobs_;
    Router router_;
    Gate gate_;
    std::unique_ptr<Listener> listener_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_stopping_ = false;
    std::thread tidier_;
};

} // namespace

base::Result<std::unique_ptr<Server>> Server::open(store::Store& store,
                                                   const ServerOptions& options) {
    auto server = std::make_unique<OpenServer>(store, options);
    if (auto started = server->start(options.listener); !started)
        return tl::unexpected(started.error());
    return server;
}

} // namespace filiform::server
