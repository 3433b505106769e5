package io.github.claude4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The little language in which the generator writes down what a field asks for. */
class FieldRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b                      | {'a':1}                                    | true",
                "a=b                      | {'a':false}                                | true",
                "a=b                      | {'a':null}                                 | false",
                "a=b                      | {}                                         | false",
                "a.b=x                    | {'a':{'b':1}}                              | true",
                "a.b=x                    | {'a':[{'b':1}]}                            | false",
                "a.b=x                    | {'a':'b'}                                  | false",
                "a[].b=x                  | {'a':[{},{'b':1}]}                         | true",
                "a[].b=x                  | {'a':{'b':1}}                              | true",
                "a[].b=x                  | {'a':[]}                                   | false",
                "a[].b=x                  | {'a':[1,null,'b']}                         | false",
                "a[t=v]=x                 | {'a':[{'t':'u'},{'t':'v'}]}                | true",
                "a[t=v]=x                 | {'a':[{'t':'u'}]}                          | false",
                "a[t=v]=x                 | {'a':{'t':'v'}}                            | true",
                "a[t=v]=x                 | {'a':{'t':1}}                              | false",
                "a[t=v].b=x               | {'a':[{'t':'v'},{'t':'u','b':1}]}          | false",
                "a[t=v].b=x               | {'a':[{'t':'v','b':1}]}                    | true",
                "a{v}=x                   | {'a':'v'}                                  | true",
                "a{v}=x                   | {'a':'w'}                                  | false",
                "a{v}=x                   | {'a':['v']}                                | false",
                "a[].b{v}=x               | {'a':[{'b':'w'},{'b':'v'}]}                | true",
                "a[t=v.1].b=x             | {'a':[{'t':'v.1','b':1}]}                  | true",
                "a[].b[t=v].c[t=w]=x      | {'a':[{'b':[{'t':'v','c':{'t':'w'}}]}]}    | true",
                "a[].b[t=v].c[t=w]=x      | {'a':[{'b':[{'t':'v','c':{'t':'u'}}]}]}    | false",
                "a<2026-10-21             | {'a':1}                                    | true",
            })
    void matches_followsThePath(String rule, String json, boolean expected) {
        assertThat(FieldRule.parse(rule.strip()).matches(JsonObject.parse(json.replace('\'', '"'))))
                .isEqualTo(expected);
    }

    @Test
    void parse_tellsAHeaderFromAVersion() {
        FieldRule header = FieldRule.parse("a[t=v].b{c}=word-2026");
        FieldRule version = FieldRule.parse("requests[].params.top_k<2026-10-21");

        assertThat(header.refused()).isFalse();
        assertThat(header.word()).isEqualTo("word-2026");
        assertThat(header.field()).isEqualTo("a.b");
        assertThat(version.refused()).isTrue();
        assertThat(version.word()).isEqualTo("2026-10-21");
        assertThat(version.field()).isEqualTo("requests.params.top_k");
    }
}
