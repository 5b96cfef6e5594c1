package io.textmill.worker.config;

/**
 * Where health and metrics are served.
 *
 * @param host the address to listen on
 * @param port the port; 0 takes any free one
 */
public record AdminConfig(String host, int port) {}
