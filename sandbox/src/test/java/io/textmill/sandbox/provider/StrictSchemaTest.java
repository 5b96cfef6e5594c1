package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StrictSchemaTest {
    private static final String GOOD = """
        {"type":"object","additionalProperties":false,"required":["name","size","parts"],"properties":{
          "name":{"type":["string","null"]},
          "size":{"type":["string","null"],"enum":["S","M",null]},
          "parts":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["price"],
            "properties":{"price":{"type":["number","null"]}}}}}}\
        """;

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.builder().build().readTree(text);
    }

    private static String nested(int levels) {
        String schema = "{\"type\":\"string\"}";
        for (int i = 0; i < levels; i++) {
            schema = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\"],\"properties\":{\"a\":"
                    + schema + "}}";
        }
        return schema;
    }

    @Test
    void takesASchemaWithAllItsPropertiesRequiredAndNoOthers() {
        assertThat(StrictSchema.flaw(json(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"required\":[\"name\",\"size\",\"parts\"]|\"required\":[\"name\",\"size\"]|Missing 'parts'",
                "\"required\":[\"price\"]|\"required\":[\"price\",\"x\"]|no properties",
                "\"additionalProperties\":false,\"required\":[\"price\"]|\"required\":[\"price\"]|additionalProperties",
                "\"additionalProperties\":false,\"required\":[\"price\"]|\"additionalProperties\":true,\"required\":[\"price\"]|additionalProperties",
                "\"type\":[\"number\",\"null\"]|\"type\":[\"number\",\"null\"],\"minimum\":0|'minimum' is not"
                        + " permitted",
                "\"type\":[\"number\",\"null\"]|\"description\":\"x\"|must have a 'type' key",
            })
    void refusesASchemaThatLeavesSomethingOpen(String part, String instead, String flaw) {
        assertThat(GOOD).contains(part);
        assertThat(StrictSchema.flaw(json(GOOD.replace(part, instead))))
                .hasValueSatisfying(words -> assertThat(words).contains(flaw));
    }

    @Test
    void refusesMoreThanFiveLevels() {
        assertThat(StrictSchema.flaw(json(nested(5)))).isEmpty();
        assertThat(StrictSchema.flaw(json(nested(6)))).isNotEmpty();
    }

    @Test
    void shapesWhatAModelSaysByTheSchema() {
        AnswerForm form = new AnswerForm(true, json(GOOD));

        assertThat(form.shape("{\"name\":12.25,\"size\":\"XL\",\"more\":1,\"parts\":[{\"price\":5},{}]}"))
                .isEqualTo("{\"name\":\"12.25\",\"size\":null,\"parts\":[{\"price\":5},{\"price\":null}]}");
        assertThat(form.shape("I'm sorry.")).isEqualTo("{\"name\":null,\"size\":null,\"parts\":[]}");
    }
}
