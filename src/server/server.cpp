// SPDX-License-Identifier: Apache-2.0
#include "server/server.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/scratch_folder.h"
#include "server/desk.h"
#include "server/task_keeper.h"

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
          pages_(options.pages), jobs_(options.most_jobs, kept_jobs, clock_), figures_(store),
          router_(every_route({store, people_, metrics_, log_, clock_, jobs_, workshop_, pages_,
                               figures_, options.public_address})),
          gate_({router_, people_, store.audit(), metrics_, log_, clock_}, options.gate),
          keeper_(store, metrics_), task_pause_(options.task_pause) {}

    ~OpenServer() override { stop(); }

    base::Result<void> start(const ListenerOptions& options) {
        auto listener = Listener::open(
            options, [this](Request request) { return answer(std::move(request)); },
            [this](const Request& request) {
                return store_.is_embedded() && gate_.is_quick(request);
            });
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
        if (task_pause_ > std::chrono::milliseconds(0))
            keeping_ = std::thread([this] { keep_tasks(); });
        return {};
    }

    std::uint16_t port() const override { return listener_->port(); }
    People& people() override { return people_; }
    Answer answer(Request request) override { return gate_.answer(std::move(request)); }
    const std::vector<Route>& routes() const override { return router_.routes(); }

    base::Result<int> bring_up_tasks() override {
        int all = 0;
        while (true) {
            const auto look = keeper_.look(clock_());
            if (!look)
                return tl::unexpected(look.error());
            all += look->brought_up;
            if (look->is_done)
                return all;
        }
    }

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
        for (std::thread* one : {&tidier_, &keeping_})
            if (one->joinable())
                one->join();
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

    void keep_tasks() {
        auto pause = task_pause_;
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, pause, [&] { return is_stopping_; })) {
            lock.unlock();
            const auto look = keeper_.look(clock_());
            const auto trouble = look ? look->trouble : std::optional(look.error());
            if (trouble)
                log_.say("error", "tasks that came due were not brought up",
                         {{"problem", trouble->code}}, clock_());
            constexpr std::chrono::milliseconds patience = std::chrono::minutes(1);
            pause = !look            ? std::max(task_pause_, patience)
                    : !look->is_done ? std::chrono::milliseconds(0)
                                     : task_pause_;
            lock.lock();
        }
    }

    store::Store& store_;
    std::function<base::Instant()> clock_;
    Log log_;
    Metrics metrics_;
    People people_;
    Workshop workshop_;
    Pages pages_;
    Jobs jobs_;
    ClinicFigures figures_;
    Router router_;
    Gate gate_;
    TaskKeeper keeper_;
    std::chrono::milliseconds task_pause_;
    std::unique_ptr<Listener> listener_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_stopping_ = false;
    std::thread tidier_, keeping_;
};

} // namespace

base::Result<std::string> api_description() {
    const base::ScratchFolder folder;
    if (folder.path().empty())
        return tl::unexpected(base::Problem{"file.write", "TMPDIR", "No folder can be made there.",
                                            "Name one that can be written to."});
    const auto store = store::open_store("sqlite:" + (folder.path() / "record").string());
    if (!store)
        return tl::unexpected(store.error());
    const OpenServer server(**store, {}); // not started: it listens to nobody
    return described(server.routes());
}

base::Result<std::unique_ptr<Server>> Server::open(store::Store& store,
                                                   const ServerOptions& options) {
    auto server = std::make_unique<OpenServer>(store, options);
    if (auto started = server->start(options.listener); !started)
        return tl::unexpected(started.error());
    return server;
}

} // namespace filiform::server
