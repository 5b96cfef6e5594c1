package io.textmill.worker.config;

import java.util.Set;

/**
 * A tenant that may send jobs.
 *
 * @param weight how often its calls get their turn, beside other tenants'
 * @param providers the providers and routes that its jobs may name; empty for all
 */
public record TenantConfig(double weight, Set<String> providers) {}
