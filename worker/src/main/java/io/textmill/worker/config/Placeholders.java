package io.textmill.worker.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the environment into values: <code>${NAME}</code> and <code>${NAME:-default}</code>, the default also for an
 * empty variable, as in a shell. A doubled dollar sign keeps a brace as it is.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?})?");

    /**
     * A text with its placeholders replaced.
     *
     * @param text the replaced text, of no use when a variable is unset or the text malformed
     * @param any whether there was a placeholder
     * @param unset the variables that have no value and no default
     * @param malformed whether a <code>${</code> begins no placeholder
     */
    record Resolved(String text, boolean any, Set<String> unset, boolean malformed) {}

    private Placeholders() {}

    static Resolved resolve(String text, Map<String, String> environment) {
        var unset = new LinkedHashSet<String>();
        var any = false;
        var malformed = false;
        var result = new StringBuilder();
        var matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            var replacement = "";
            var name = matcher.group(1);
            if (matcher.group().equals("$${")) {
                replacement = "${";
            } else if (name == null) {
                malformed = true;
            } else {
                any = true;
                var value = environment.get(name);
                var fallback = matcher.group(2);
                if (fallback != null && (value == null || value.isEmpty())) {
                    replacement = fallback;
                } else if (value != null) {
                    replacement = value;
                } else {
                    unset.add(name);
                }
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        matcher.appendTail(result);
        return new Resolved(result.toString(), any, unset, malformed);
    }
}
