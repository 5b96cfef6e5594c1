package io.textmill.worker.job;

import io.textmill.contract.Job;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Route;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.journal.Journals;
import io.textmill.worker.task.Planner;
import io.textmill.worker.task.Planners;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What every job is worked on with.
 *
 * @param rules what holds for every job
 * @param topics the names of the topics
 * @param planners of each task
 * @param routes by name: those configured, and one to each provider by the provider's name
 * @param journals what is remembered of a job beyond this worker
 * @param packs where short jobs wait for others, to share a call
 * @param observer who is told
 * @param clock the time
 */
public record Workshop(
        JobRules rules,
        Topics topics,
        Planners planners,
        Map<String, Route> routes,
        Journals journals,
        PackRoom packs,
        JobObserver observer,
        InstantSource clock) {
    public Workshop {
        routes = Map.copyOf(routes);
    }

    /**
     * Those of a worker that keeps no journal and packs nothing: a job that waits elsewhere takes along what it knows.
     */
    public Workshop(
            JobRules rules,
            Topics topics,
            Planners planners,
            Map<String, Route> routes,
            JobObserver observer,
            InstantSource clock) {
        this(
                rules,
                topics,
                planners,
                routes,
                Journals.off(rules.worker(), clock),
                new PackRoom(PackRules.OFF, clock),
                observer,
                clock);
    }

    /** The task of the topic that the record was read from. */
    Task task(Inbound inbound) {
        return topics.taskOfJobs(inbound.source().topic()).orElseThrow();
    }

    /** The name of the route or provider that the job asks for, or its task's own. */
    String routeName(Job job) {
        return job.provider() == null ? routeName(job.task()) : job.provider();
    }

    /** The name of the route or provider of the task's jobs that ask for none. */
    String routeName(Task task) {
        return rules.providers().getOrDefault(task, "");
    }

    /** The route that the job asks for; empty when there is none of that name. */
    Optional<Route> route(Job job) {
        return Optional.ofNullable(routes.get(routeName(job)));
    }

    Planner planner(Job job, Caller caller) {
        return planners.get(job.task(), caller.provider().name());
    }

    Publications publications() {
        return new Publications(topics, rules.worker());
    }
}
