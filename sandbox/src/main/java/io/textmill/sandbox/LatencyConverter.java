package io.textmill.sandbox;

import io.textmill.sandbox.provider.Latency;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the option {@code --latency}. */
final class LatencyConverter implements ITypeConverter<Latency> {
    @Override
    public Latency convert(String value) {
        try {
            return Latency.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
