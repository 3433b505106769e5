package io.github.claude4j.lint;

/** Numbers that no model takes. */
final class LimitRules {
    private static final int LEAST_THINKING = 1024;

    private LimitRules() {}

    static void check(Inspection look) {
        atLeast(look, "max_tokens", 0);
        atLeast(look, "temperature", 0);
        atMost(look, "temperature", 1);
        atLeast(look, "top_p", 0);
        atMost(look, "top_p", 1);
        atLeast(look, "top_k", 0);
        if (look.text("thinking", "type").equals("enabled")
                && look.get("thinking", "budget_tokens") instanceof Long budget) {
            thinking(look, budget);
        }
    }

    private static void thinking(Inspection look, long budget) {
        if (budget < LEAST_THINKING) {
            look.refused(
                    "thinking.budget_tokens",
                    "thinking takes at least " + LEAST_THINKING + " tokens, found " + budget,
                    "give it more, or leave thinking out",
                    "thinking.enabled.budget_tokens: Input should be greater than or equal to " + LEAST_THINKING);
        } else if (look.get("max_tokens") instanceof Long most && most <= budget) {
            look.refused(
                    "max_tokens",
                    "thinking counts too, and its budget of " + budget + " leaves nothing for the answer",
                    "ask for more than the budget",
                    "`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
    }

    private static void atLeast(Inspection look, String name, int least) {
        if (look.get(name) instanceof Number number && number.doubleValue() < least) {
            look.refused(
                    name,
                    "expected " + least + " or more, found " + number,
                    "leave it out, or give what it allows",
                    name + ": Input should be greater than or equal to " + least);
        }
    }

    private static void atMost(Inspection look, String name, int most) {
        if (look.get(name) instanceof Number number && number.doubleValue() > most) {
            look.refused(
                    name,
                    "expected at most " + most + ", found " + number,
                    "leave it out, or give what it allows",
                    name + ": Input should be less than or equal to " + most);
        }
    }
}
