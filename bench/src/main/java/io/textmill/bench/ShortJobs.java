package io.textmill.bench;

import io.textmill.contract.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jobs whose text fits into one call of any provider: all three tasks, Chinese and English, all four providers in turn.
 * The same seed gives the same jobs.
 */
final class ShortJobs {
    private record Template(Task task, String language, String text) {}

    private static final List<Template> TEMPLATES = List.of(
            new Template(Task.SENTIMENT, "zh", "第%d次购买，包装完好，客服很耐心，非常满意。"),
            new Template(Task.SENTIMENT, "en", "Order %d arrived late and the box was broken; a terrible experience."),
            new Template(Task.EXTRACTION, "zh", "王小明于2024年3月5日在上海签收了第%d号包裹。"),
            new Template(Task.EXTRACTION, "en", "Anna Berg of Nordwind Ltd signed order %d in Oslo on 5 March 2024."),
            new Template(Task.SUMMARIZE, "zh", "第%d号仓库今天完成盘点。库存与账目一致。明天恢复发货。"),
            new Template(
                    Task.SUMMARIZE, "en", "Warehouse %d was counted today. Stock and books agree. Shipping resumes."));

    private final Random random;
    private final ProviderSpread spread = new ProviderSpread(Chain.Settings.MAX_CALLS);

    ShortJobs(long seed) {
        random = new Random(seed);
    }

    /** So many jobs, their ids beginning with that. */
    List<Input> next(String idPrefix, int count) {
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < count; i++) {
            Template template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
            String text = template.text().formatted(random.nextInt(1000, 10000));
            ObjectNode job = Json.MAPPER.createObjectNode();
            job.put("jobId", idPrefix + i);
            job.put("task", template.task().wireName());
            job.put("text", text);
            job.put("language", template.language());
            job.put("provider", spread.next(text));
            inputs.add(new Input(
                    template.task(),
                    Json.MAPPER.writeValueAsBytes(job),
                    idPrefix + i,
                    job.required("provider").asString(),
                    null));
        }
        return inputs;
    }
}
