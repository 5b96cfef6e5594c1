package io.textmill.worker.job;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;
import io.textmill.worker.spend.PriceTable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What holds for every job.
 *
 * @param worker this worker's id, named in results
 * @param maxBytes the largest job record
 * @param maxCalls the most calls that one job may need
 * @param maxAge how long a job without a deadline is worth doing, from its record's timestamp
 * @param providers the provider of each task, for jobs that name none
 * @param prices what calls cost
 * @param tenants the providers that each tenant's jobs may name, empty for all; no tenants when anybody may send jobs
 * @param laneTenants whose jobs a topic takes, by its name; anybody's where it is not among them
 */
public record JobRules(
        String worker,
        int maxBytes,
        int maxCalls,
        Duration maxAge,
        Map<Task, String> providers,
        PriceTable prices,
        Map<String, Set<String>> tenants,
        Map<String, String> laneTenants) {
    public JobRules {
        providers = Map.copyOf(providers);
        tenants = Map.copyOf(tenants);
        laneTenants = Map.copyOf(laneTenants);
    }

    /** The job as the topic it was published to has it: a lane may tell whose it is. */
    Job inLane(Job job, String topic) {
        String owner = laneTenants.get(topic);
        return owner == null || job.tenant() != null ? job : job.withTenant(owner);
    }

    /** Why a job is refused for where it was published; empty when it is not. */
    Optional<JobResult.Failure> laneRefusal(Job job, String topic) {
        String owner = laneTenants.getOrDefault(topic, job.tenant());
        return Objects.equals(owner, job.tenant())
                ? Optional.empty()
                : Optional.of(new JobResult.Failure(
                        ErrorCode.INVALID_FIELD, "tenant: " + job.tenant() + "; allowed in " + topic + ": " + owner));
    }

    /** Why a job is refused for whom it is from and what it names; empty when it is not. */
    Optional<JobResult.Failure> refusal(Job job) {
        String tenant = job.tenant();
        if (tenants.isEmpty() || tenant == null) {
            return Optional.empty();
        }
        Set<String> allowed = tenants.get(tenant);
        if (allowed == null) {
            return Optional.of(new JobResult.Failure(
                    ErrorCode.UNKNOWN_TENANT, "tenant: " + tenant + " is not one of those configured"));
        }
        return job.provider() == null || allowed.isEmpty() || allowed.contains(job.provider())
                ? Optional.empty()
                : Optional.of(new JobResult.Failure(
                        ErrorCode.UNKNOWN_PROVIDER,
                        "provider: " + job.provider() + "; allowed for " + tenant + ": "
                                + String.join(", ", new TreeSet<>(allowed))));
    }
}
