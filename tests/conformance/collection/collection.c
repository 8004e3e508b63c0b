/* WDFCOLLECTION: fact 105, and what the pages of wdfcollection.h promise. */
#include "scenario.h"

#include "collection.h"

typedef struct _ITEM_CONTEXT {
    const char* Name;
} ITEM_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(ITEM_CONTEXT, GetItem)

static VOID EvtDestroy(WDFOBJECT Object)
{
    NOTE("destroy %s\n", GetItem(Object)->Name);
}

static WDFOBJECT MakeItem(const char* Name)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT item = NULL;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, ITEM_CONTEXT);
    attributes.EvtDestroyCallback = EvtDestroy;
    EXPECT_STATUS(WdfObjectCreate(&attributes, &item), STATUS_SUCCESS);
    GetItem(item)->Name = Name;
    return item;
}

static WDFCOLLECTION Make(WDFOBJECT Parent)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFCOLLECTION collection = NULL;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Parent;
    EXPECT_STATUS(WdfCollectionCreate(&attributes, &collection), STATUS_SUCCESS);
    return collection;
}

SCENARIO(ItemsKeepTheirOrder)
{
    const WDFCOLLECTION collection = Make(Scenario->Device);
    WDFOBJECT items[4];
    ULONG i;

    EXPECT_EQ(WdfCollectionGetCount(collection), 0);
    EXPECT_EQ(WdfCollectionGetFirstItem(collection), NULL);
    EXPECT_EQ(WdfCollectionGetLastItem(collection), NULL);
    EXPECT_EQ(WdfCollectionGetItem(collection, 0), NULL);
    for (i = 0; i < 4; ++i) {
        WDF_OBJECT_ATTRIBUTES attributes;

        WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
        attributes.ParentObject = Scenario->Request;
        EXPECT_STATUS(WdfObjectCreate(&attributes, &items[i]), STATUS_SUCCESS);
        EXPECT_STATUS(WdfCollectionAdd(collection, items[i]), STATUS_SUCCESS);
    }
    EXPECT_EQ(WdfCollectionGetCount(collection), 4);
    for (i = 0; i < 4; ++i)
        EXPECT_EQ(WdfCollectionGetItem(collection, i), items[i]);
    EXPECT_EQ(WdfCollectionGetItem(collection, 4), NULL);
    WdfCollectionRemove(collection, items[1]);
    WdfCollectionRemoveItem(collection, 0);
    EXPECT_EQ(WdfCollectionGetCount(collection), 2);
    EXPECT_EQ(WdfCollectionGetFirstItem(collection), items[2]);
    EXPECT_EQ(WdfCollectionGetLastItem(collection), items[3]);
    WdfObjectDelete(collection);
    return STATUS_SUCCESS;
}

SCENARIO(AMemberMayBeThereTwice)
{
    const WDFCOLLECTION collection = Make(Scenario->Device);

    EXPECT_STATUS(WdfCollectionAdd(collection, Scenario->Queue), STATUS_SUCCESS);
    EXPECT_STATUS(WdfCollectionAdd(collection, Scenario->Queue), STATUS_SUCCESS);
    EXPECT_EQ(WdfCollectionGetCount(collection), 2);
    WdfCollectionRemove(collection, Scenario->Queue);
    EXPECT_EQ(WdfCollectionGetCount(collection), 1);
    EXPECT_EQ(WdfCollectionGetFirstItem(collection), Scenario->Queue);
    WdfCollectionRemove(collection, Scenario->Queue);
    return STATUS_SUCCESS;
}

SCENARIO(AMemberIsReferenced)
{
    const WDFCOLLECTION collection = Make(Scenario->Device);
    const WDFOBJECT item = MakeItem("A");

    EXPECT_STATUS(WdfCollectionAdd(collection, item), STATUS_SUCCESS);
    WdfObjectDelete(item);
    NOTE("deleted\n");
    EXPECT_EQ(WdfCollectionGetFirstItem(collection), item);
    WdfCollectionRemoveItem(collection, 0);
    NOTE("removed\n");
    return STATUS_SUCCESS;
}

SCENARIO(DeletingTheCollectionReleasesItsMembers)
{
    const WDFCOLLECTION collection = Make(Scenario->Device);
    const WDFOBJECT a = MakeItem("A");
    const WDFOBJECT b = MakeItem("B");

    EXPECT_STATUS(WdfCollectionAdd(collection, a), STATUS_SUCCESS);
    EXPECT_STATUS(WdfCollectionAdd(collection, b), STATUS_SUCCESS);
    WdfObjectDelete(a);
    WdfObjectDelete(collection);
    NOTE("collection deleted\n");
    WdfObjectDelete(b);
    return STATUS_SUCCESS;
}

SCENARIO(WhatIsNotThereIsReported)
{
    const WDFCOLLECTION collection = Make(Scenario->Device);

    WdfCollectionRemove(collection, Scenario->Device);
    WdfCollectionRemoveItem(collection, 0);
    EXPECT_EQ(WdfCollectionGetCount(collection), 0);
    return STATUS_SUCCESS;
}

/* Fact 105: the driver is the default parent. */
SCENARIO(AttributesAreChecked)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFCOLLECTION collection = (WDFCOLLECTION)1;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfCollectionCreate(WDF_NO_OBJECT_ATTRIBUTES, &collection), STATUS_SUCCESS);
    WdfObjectDelete(collection);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ExecutionLevel = WdfExecutionLevelPassive;
    EXPECT_STATUS(WdfCollectionCreate(&attributes, &collection),
                  STATUS_WDF_EXECUTION_LEVEL_INVALID);
    EXPECT_EQ(collection, NULL);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(COLLECTION_SCENARIOS)
