package io.github.claude4j.examples.spring;

import io.github.claude4j.tools.ToolMethod;
import org.springframework.stereotype.Component;

/** What the model may do. */
@Component
class OrderTools {
    @ToolMethod(value = "Where an order is.", readOnly = true)
    String orderStatus(String orderId) {
        return "Order " + orderId + " leaves the warehouse tomorrow.";
    }
}
