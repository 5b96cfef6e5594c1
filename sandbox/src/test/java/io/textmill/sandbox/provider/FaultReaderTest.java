package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {

    @Test
    void repeatsAFaultAsOftenAsItSays() {
        assertThat(read("[{'fault':'code','code':'502','times':3},{'fault':'none'}]"))
                .containsExactly(Fault.code("502"), Fault.code("502"), Fault.code("502"), Fault.none());
    }

    @Test
    void readsEveryFault() {
        assertThat(read("[{'fault':'status','http':502,'body':'x'},{'fault':'status','http':503},"
                        + "{'fault':'slowFirstByte','duration':'2s'},{'fault':'slowBody','duration':'1m'},"
                        + "{'fault':'cutBody'},{'fault':'resetBeforeRequest'},{'fault':'resetAfterRequest'},"
                        + "{'fault':'wrongContentType'},{'fault':'wrongCharset'},{'fault':'declaredCharset'},"
                        + "{'fault':'hugeBody','bytes':9},{'fault':'emptyBody'},{'fault':'invalidJson'},"
                        + "{'fault':'codesAsStrings'},{'fault':'blankLinesFirst'},{'fault':'truncated'},"
                        + "{'fault':'refusal'},{'fault':'shaped','shape':'old'},"
                        + "{'fault':'header','name':'Retry-After','value':'7','inner':{'fault':'code','code':'x'}}]"))
                .containsExactly(
                        Fault.status(502, "x"),
                        Fault.status(503, ""),
                        Fault.slowFirstByte(Duration.ofSeconds(2)),
                        Fault.slowBody(Duration.ofMinutes(1)),
                        Fault.cutBody(),
                        Fault.resetBeforeRequest(),
                        Fault.resetAfterRequest(),
                        Fault.wrongContentType(),
                        Fault.wrongCharset(),
                        Fault.declaredCharset(),
                        Fault.hugeBody(9),
                        Fault.emptyBody(),
                        Fault.invalidJson(),
                        Fault.codesAsStrings(),
                        Fault.blankLinesFirst(),
                        Fault.truncated(),
                        Fault.refusal(),
                        Fault.shaped(Shape.OLD),
                        Fault.header("Retry-After", "7", Fault.code("x")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'fault':'code','code':'1'}                    | list
        [{'code':'1'}]                                 | fault must be a string
        [{'fault':'cod','code':'1'}]                   | no fault is called cod
        [{'fault':'code','code':1}]                    | code must be a string
        [{'fault':'status','http':'502'}]              | http must be a whole number
        [{'fault':'slowBody','duration':'2'}]          | duration must be like
        [{'fault':'none','times':0}]                   | times
        [{'fault':'none','times':100001}]              | times
        [{'fault':'header','name':'a','value':'b'}]    | fault must be a string
        """)
    void saysWhatIsWrongWithAScript(String script, String message) {
        assertThatThrownBy(() -> read(script))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static List<Fault> read(String json) {
        return FaultReader.script(Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
}
