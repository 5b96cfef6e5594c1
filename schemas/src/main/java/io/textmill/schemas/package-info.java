/**
 * The language-neutral contract as resources: JSON Schemas (2020-12), {@code asyncapi.yaml} and {@code examples}. Plain
 * JDK, no dependency.
 */
package io.textmill.schemas;
