package io.textmill.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @Test
    void decodesPlusEscapesAndUtf8() {
        assertThat(Form.decode("q=%E4%BD%A0+%2B%0a&empty=&bare"))
                .hasValueSatisfying(form -> assertThat(form.parameters())
                        .containsExactly(
                                new Form.Parameter("q", "你 +\n"),
                                new Form.Parameter("empty", ""),
                                new Form.Parameter("bare", "")));
    }

    @Test
    void keepsRepeatedParameters() {
        assertThat(Form.decode("a=1&b=2&a=3"))
                .hasValueSatisfying(form -> assertThat(form.all("a")).containsExactly("1", "3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%4", "q=%zz", "q=%ff", "q=%e4%bd", "%ff=1"})
    void isNothingWhenAnEscapeIsBrokenOrTheBytesAreNotUtf8(String encoded) {
        assertThat(Form.decode(encoded)).isEmpty();
    }
}
