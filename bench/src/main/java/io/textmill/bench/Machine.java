package io.textmill.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.utils.AppInfoParser;

/** What figures depend on beside the program: without it they mean nothing later. */
final class Machine {
    private Machine() {}

    static Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("processor", processor());
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", Math.round(memoryBytes() / (double) (1 << 30)) + " GiB");
        facts.put("system", property("os.name") + " " + release(property("os.version")) + " " + property("os.arch"));
        return facts;
    }

    static Map<String, String> versions() {
        var versions = new LinkedHashMap<String, String>();
        versions.put("textmill", textmill());
        versions.put("java", property("java.vm.vendor") + " " + property("java.vm.version"));
        versions.put("kafka", AppInfoParser.getVersion());
        return versions;
    }

    /** The first two numbers: what follows names a machine's own build. */
    static String release(String version) {
        var numbers = version.split("[.-]", 3);
        return numbers.length < 2 ? version : numbers[0] + "." + numbers[1];
    }

    private static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }

    /** The version stands in the jar; classes in a folder have none. */
    private static String textmill() {
        try (InputStream in =
                Machine.class.getResourceAsStream("/META-INF/maven/io.textmill/textmill-bench/pom.properties")) {
            if (in == null) {
                return "unpackaged";
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
