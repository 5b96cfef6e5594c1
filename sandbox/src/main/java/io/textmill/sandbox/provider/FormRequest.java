package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Form;
import io.textmill.sandbox.http.Headers;
import io.textmill.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What requests of the two form providers have in common. */
final class FormRequest {

    static final Headers JSON = Headers.of("Content-Type", "application/json;charset=utf-8");

    private FormRequest() {}

    /** Whether the body is called a form; a charset, if any, must be UTF-8. */
    static boolean isForm(Request request) {
        var type = request.headers()
                .first("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        return type.equals("application/x-www-form-urlencoded")
                || type.equals("application/x-www-form-urlencoded;charset=utf-8");
    }

    /** The parameters of query and body together; nothing when they are not encoded as they must be. */
    static Optional<Form> parameters(Request request) {
        var body = new String(request.body(), StandardCharsets.ISO_8859_1);
        return Form.decode(request.query())
                .flatMap(query -> Form.decode(body)
                        .map(form -> new Form(Stream.concat(query.parameters().stream(), form.parameters().stream())
                                .toList())));
    }

    /** The first name that is unknown or comes twice. */
    static Optional<String> unexpected(Form form, Set<String> known) {
        return form.parameters().stream()
                .map(Form.Parameter::name)
                .filter(name -> !known.contains(name) || form.all(name).size() > 1)
                .findFirst();
    }

    /** The value of that name; empty when it is missing. */
    static String value(Form form, String name) {
        List<String> values = form.all(name);
        return values.isEmpty() ? "" : values.getFirst();
    }
}
