package io.textmill.worker.spend;

import java.math.BigDecimal;
import java.time.Instant;

/** What workers write into the topic {@code nlp.budget}. */
sealed interface BudgetRecord {
    /** What it is about. */
    Budget budget();

    /** Whose lease. */
    Id lease();

    /**
     * A lease's name.
     *
     * @param holder one run of one worker
     * @param number counts that run's requests, over all budgets
     */
    record Id(String holder, long number) {}

    /**
     * Wants a lease.
     *
     * @param amount as much as this
     * @param least not less than this
     * @param limit the cap's amount as the worker's configuration has it
     * @param expires when the holder will have stopped using it
     */
    record Request(Budget budget, Id lease, BigDecimal amount, BigDecimal least, BigDecimal limit, Instant expires)
            implements BudgetRecord {}

    /**
     * Gives back what is left of a lease.
     *
     * @param keeps what the lease still counts
     * @param ends whether nothing will be heard of it any more; {@code keeps} is then what was spent
     */
    record Return(Budget budget, Id lease, BigDecimal keeps, boolean ends) implements BudgetRecord {}
}
