package io.github.claude4j.spring;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolMethod;
import io.github.claude4j.tools.Tools;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * The tools of an application: its beans' methods with {@link ToolMethod}, and its beans that are a {@link ToolFunction}. They run as
 * any call of these beans does, with what is around it, such as transactions.
 *
 * <pre>{@code
 * Runner runner = claude.runner(r -> r.tools(tools.all()));
 * }</pre>
 */
public final class ClaudeTools implements SmartInitializingSingleton {
    private final ConfigurableListableBeanFactory beans;
    private volatile @Nullable Map<String, ToolFunction> found;

    /** The tools of these beans, which are looked for when they are first needed. */
    public ClaudeTools(ConfigurableListableBeanFactory beans) {
        this.beans = Objects.requireNonNull(beans, "beans");
    }

    /** What is wrong with a tool is told when the application starts, not when the model calls it. */
    @Override
    public void afterSingletonsInstantiated() {
        found();
    }

    /** All of them, by name, so that requests are the same at each start and hit the cache. */
    public ToolFunction[] all() {
        return found().values().toArray(ToolFunction[]::new);
    }

    /**
     * Those with these names, in this order.
     *
     * @throws InvalidParamsException for a name that no tool has
     */
    public ToolFunction[] named(String... names) {
        Map<String, ToolFunction> tools = found();
        List<ToolFunction> chosen = new ArrayList<>();
        for (String name : Objects.requireNonNull(names, "names")) {
            ToolFunction tool = tools.get(Objects.requireNonNull(name, "names"));
            if (tool == null) {
                throw new InvalidParamsException("names: expected some of " + tools.keySet() + ", found " + name);
            }
            chosen.add(tool);
        }
        return chosen.toArray(ToolFunction[]::new);
    }

    private Map<String, ToolFunction> found() {
        Map<String, ToolFunction> known = found;
        if (known == null) {
            known = find();
            found = known;
        }
        return known;
    }

    private Map<String, ToolFunction> find() {
        Map<String, String> owners = new LinkedHashMap<>();
        Map<String, ToolFunction> tools = new TreeMap<>();
        for (String bean : beans.getBeanNamesForType(Object.class, true, false)) {
            for (ToolFunction tool : tools(bean)) {
                String other = owners.putIfAbsent(tool.name(), bean);
                if (other != null) {
                    throw new ClaudeSetupException(
                            "expected one tool of the name " + tool.name() + ", found one in the bean " + other
                                    + " and one in the bean " + bean,
                            "Give one of them another name.",
                            null);
                }
                tools.put(tool.name(), tool);
            }
        }
        return tools;
    }

    private List<ToolFunction> tools(String bean) {
        if (ScopedProxyUtils.isScopedTarget(bean)) {
            return List.of();
        }
        Class<?> type = AutoProxyUtils.determineTargetClass(beans, bean);
        if (type == null) {
            return List.of();
        }
        if (ToolFunction.class.isAssignableFrom(type)) {
            return List.of(beans.getBean(bean, ToolFunction.class));
        }
        Set<Method> methods = methods(type);
        if (methods.isEmpty()) {
            return List.of();
        }
        Object instance = beans.getBean(bean);
        methods.forEach(method -> check(bean, instance, method));
        try {
            return Tools.functions(instance);
        } catch (InvalidParamsException e) {
            throw new ClaudeSetupException(
                    "the bean " + bean + ", " + e.getMessage(), "Change that method with @ToolMethod.", e);
        }
    }

    private static Set<Method> methods(Class<?> type) {
        if (!AnnotationUtils.isCandidateClass(type, ToolMethod.class)) {
            return Set.of();
        }
        MetadataLookup<ToolMethod> annotation = method -> method.getAnnotation(ToolMethod.class);
        return MethodIntrospector.selectMethods(type, annotation).keySet();
    }

    /** A method that the proxy does not pass on would run on the proxy itself, whose fields are empty. */
    private static void check(String bean, Object instance, Method method) {
        String name = "the bean " + bean + ", " + method.getDeclaringClass().getTypeName() + "." + method.getName();
        if (AopUtils.isJdkDynamicProxy(instance)) {
            throw new ClaudeSetupException(
                    name + ": expected a bean whose proxy is of its class, found one of its interfaces",
                    "Leave spring.aop.proxy-target-class at true, or put the tool into a bean of its own.",
                    null);
        }
        int hidden = Modifier.PRIVATE | Modifier.FINAL;
        if (AopUtils.isAopProxy(instance) && (method.getModifiers() & hidden) != 0) {
            throw new ClaudeSetupException(
                    name + ": expected a method that the bean's proxy can pass on, found one that is private or final",
                    "Make the method neither private nor final.",
                    null);
        }
    }
}
