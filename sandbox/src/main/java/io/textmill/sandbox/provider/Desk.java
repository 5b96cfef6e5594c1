package io.textmill.sandbox.provider;

import io.textmill.sandbox.answer.Model;
import io.textmill.sandbox.http.Headers;
import io.textmill.sandbox.http.Request;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides calls: reads the request, takes a fault from the script, asks limits and model, enters the ledger. Never
 * waits. Thread-safe.
 */
final class Desk {

    private final Vendor vendor;
    private final Model model;
    private final Model jsonModel;
    private final Limiter limiter;
    private final Script script;
    private final Ledger ledger;

    /** Written by who sets it, read by every call; null for nobody. */
    private volatile @Nullable Consumer<Testimony> witness;

    Desk(Vendor vendor, SimulatorSettings settings, Limiter limiter, Script script, Ledger ledger) {
        this.vendor = vendor;
        this.model = new Model(settings.seed(), settings.messiness(), settings.gullible());
        this.jsonModel = Model.ofJson(settings.seed(), settings.messiness(), settings.gullible());
        this.limiter = limiter;
        this.script = script;
        this.ledger = ledger;
    }

    /**
     * A decided call.
     *
     * @param spoken what the vendor says
     * @param fault what happens to it on its way
     * @param admitted whether a model takes its time for it; the call must then be {@link #end ended}
     */
    record Decided(Spoken spoken, Fault fault, boolean admitted) {}

    /** From now on that witness sees every call that a model works on, before its answer is sent. */
    void tell(Consumer<Testimony> newWitness) {
        witness = newWitness;
    }

    Decided decide(Request request, Instant now) {
        try {
            return switch (vendor.read(request, now)) {
                case Inquiry.Balance _ -> new Decided(vendor.balance(limiter.balance()), Fault.none(), false);
                case Inquiry.Question question -> decide(question, script.next(), now);
            };
        } catch (Refusal refusal) {
            var fault = script.next();
            var spoken = refusal.spoken().withHeaders(vendor.standing(limiter, now));
            enter(spoken, fault, now, Work.none(0));
            return new Decided(spoken, fault, false);
        }
    }

    /** Ends an admitted call. */
    void end(Decided decided) {
        limiter.end(decided.spoken().charged());
    }

    private Decided decide(Inquiry.Question question, Fault fault, Instant now) {
        int size = question.prompt().size();
        return switch (fault.core()) {
            case Fault.Code(var code) -> told(vendor.code(code), fault, now, size);
            case Fault.Status(int http, var body) -> told(bare(http, body), fault, now, size);
            case Fault.ResetBeforeRequest _ -> new Decided(bare(0, ""), fault, false);
            case Fault.Shaped(var shape) -> admit(question, fault, shape, now);
            default -> admit(question, fault, Shape.PLAIN, now);
        };
    }

    /** The script decides: limits are not asked, but what is charged is paid. */
    private Decided told(Spoken said, Fault fault, Instant now, int size) {
        if (said.charged()) {
            limiter.pay();
        }
        var spoken = said.withHeaders(vendor.standing(limiter, now));
        enter(spoken, fault, now, Work.none(size));
        return new Decided(spoken, fault, false);
    }

    private Decided admit(Inquiry.Question question, Fault fault, Shape shape, Instant now) {
        var prompt = question.prompt();
        // Answered first: how many tokens it takes decides whether there is room for it.
        var reply = (prompt.form().json() ? jsonModel : model).answer(prompt.system(), prompt.user());
        var answer = question.wording().word(prompt.form().shape(reply.text()), shape);
        var refused = limiter.admit(now, answer.tokens());
        if (refused.isPresent()) {
            var spoken = vendor.limited(refused.get()).withHeaders(vendor.standing(limiter, now));
            enter(spoken, fault, now, Work.none(prompt.size()));
            return new Decided(spoken, fault, false);
        }
        var spoken = answer.withHeaders(vendor.standing(limiter, now));
        enter(spoken, fault, now, new Work(prompt.size(), reply.obeyed(), reply.truth()));
        testify(prompt, reply, spoken.id());
        return new Decided(spoken, fault, true);
    }

    private void testify(Inquiry.Prompt prompt, Model.Reply reply, String id) {
        Consumer<Testimony> heard = witness;
        if (heard != null) {
            String about = Model.material(prompt.system(), prompt.user());
            heard.accept(new Testimony(id, about, reply.text(), reply.truth(), reply.readable()));
        }
    }

    /** What the model had to do with a call. */
    private record Work(int promptSize, boolean obeyed, String truth) {
        static Work none(int promptSize) {
            return new Work(promptSize, false, "");
        }
    }

    private void enter(Spoken spoken, Fault fault, Instant now, Work work) {
        boolean unheard = fault.core() instanceof Fault.ResetAfterRequest;
        ledger.add(new Ledger.Entry(
                spoken.id(),
                now,
                unheard ? 0 : spoken.status(),
                spoken.code(),
                spoken.accepted(),
                spoken.charged(),
                spoken.tokens(),
                work.promptSize(),
                work.obeyed(),
                work.truth()));
    }

    private static Spoken bare(int status, String body) {
        var type = body.startsWith("{") ? "application/json" : "text/html";
        return Spoken.refusal(status, Headers.of("Content-Type", type), body, "http_" + status);
    }
}
