package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.spring.ClaudeSetupException;
import io.github.claude4j.spring.ClaudeTools;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.junit.FakeClaudeTest;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolMethod;
import io.github.claude4j.tools.Tools;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

class ClaudeToolsTest {
    static class Weather {
        private final String sky = "rain";

        @ToolMethod("The weather in a city.")
        String weather(String city) {
            return sky + " in " + city;
        }
    }

    record Refund(String order) {}

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        static final List<String> MADE = new CopyOnWriteArrayList<>();

        @Bean
        Weather weatherTools() {
            return new Weather();
        }

        @Bean
        ToolFunction refund() {
            return Tools.function("refund", "Pays back.", Refund.class, in -> "done");
        }

        @Bean
        @Lazy
        StringBuilder untouched() {
            MADE.add("untouched");
            return new StringBuilder();
        }
    }

    @Test
    @FakeClaudeTest
    void tools_ofBeans_areCalledInARun(FakeClaude fake) {
        fake.replyToolUse("weather", JsonObject.of("city", "Paris"));
        fake.reply("Take an umbrella.");

        Boots.application(fake).withUserConfiguration(Beans.class).run(context -> {
            ClaudeTools tools = context.getBean(ClaudeTools.class);
            Conversation run = context.getBean(Claude.class)
                    .runner(r -> r.tools(tools.all()))
                    .run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Paris?"));

            assertThat(run.text()).isEqualTo("Take an umbrella.");
            assertThat(fake.lastRequest().json().toJson()).contains("rain in Paris");
        });
    }

    @Test
    void tools_ofBeans_areInOrderAndByName() {
        Boots.application().withUserConfiguration(Beans.class).run(context -> {
            ClaudeTools tools = context.getBean(ClaudeTools.class);

            assertThat(tools.all()).extracting(ToolFunction::name).containsExactly("refund", "weather");
            assertThat(tools.named("weather")).extracting(ToolFunction::name).containsExactly("weather");
            assertThat(Beans.MADE).isEmpty();
            assertThatThrownBy(() -> tools.named("wether"))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessage("names: expected some of [refund, weather], found wether");
        });
    }

    @Test
    void tools_behindAProxy_runWithWhatIsAroundThem() {
        List<String> around = new CopyOnWriteArrayList<>();
        Boots.application()
                .withBean(Weather.class, () -> (Weather) proxy(new Weather(), around))
                .run(context -> {
                    ToolFunction weather = context.getBean(ClaudeTools.class).named("weather")[0];

                    Object answer = weather.bind(JsonObject.of("city", "Rome")).run(null);

                    assertThat(answer).isEqualTo("rain in Rome");
                    assertThat(around).containsExactly("weather");
                });
    }

    static class Hidden {
        @ToolMethod("Is never passed on.")
        private String hidden() {
            return "";
        }
    }

    @Test
    void tool_thatAProxyHides_isRefused() {
        Boots.application()
                .withBean("hidden", Hidden.class, () -> (Hidden) proxy(new Hidden(), new CopyOnWriteArrayList<>()))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("the bean hidden, " + Hidden.class.getTypeName()
                                + ".hidden: expected a method that the bean's proxy can pass on"));
    }

    private static Object proxy(Object target, List<String> around) {
        ProxyFactory factory = new ProxyFactory(target);
        factory.setProxyTargetClass(true);
        factory.addAdvice((MethodInterceptor) invocation -> {
            around.add(invocation.getMethod().getName());
            return invocation.proceed();
        });
        return factory.getProxy();
    }

    static class OtherWeather {
        @ToolMethod("The same name.")
        String weather() {
            return "";
        }
    }

    @Test
    void tools_ofTheSameName_areRefused() {
        Boots.application()
                .withUserConfiguration(Beans.class)
                .withBean("other", OtherWeather.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(ClaudeSetupException.class)
                        .hasMessageContaining("expected one tool of the name weather, found one in the bean"));
    }
}
